"""The words that made-up plans are written with, each in Japanese and English."""

from __future__ import annotations

Pair = tuple[str, str]

TOOLS: tuple[Pair, ...] = (
    ("AI", "AI"), ("RPA", "RPA"), ("生成AI", "generative AI"),
    ("オンライン申請", "online application"), ("マイナンバーカード", "the My Number Card"),
    ("ガバメントクラウド", "the Government Cloud"), ("キャッシュレス決済", "cashless payment"),
    ("テレワーク", "telework"), ("ビジネスチャット", "business chat"),
    ("電子決裁", "electronic approval"), ("ノーコードツール", "no-code tools"),
    ("オープンデータ", "open data"), ("SNS", "social media"), ("クラウド", "the cloud"),
    ("eL-QR", "eL-QR"), ("スマートフォン", "smartphones"), ("タブレット端末", "tablets"),
    ("ウェブ会議", "web meetings"), ("文字起こしソフト", "transcription software"),
    ("電子契約", "electronic contracts"), ("プッシュ型の通知", "push notices"),
    ("チャットボット", "a chatbot"), ("地図情報システム", "a map information system"),
    ("センサー", "sensors"),
)  # fmt: skip
TASKS: tuple[Pair, ...] = (
    ("窓口での申請", "applying at counters"), ("証明書の交付", "issuing certificates"),
    ("子育ての手続", "child-rearing procedures"), ("介護の申請", "nursing care applications"),
    ("税の納付", "paying taxes"), ("公共施設の予約", "booking public facilities"),
    ("住民票の写しの請求", "asking for copies of the resident record"),
    ("保育所の入所申込", "applying for nursery schools"),
    ("防災情報の発信", "sending out disaster information"),
    ("道路の傷みの通報", "reporting damaged roads"), ("健診の予約", "booking health checks"),
    ("図書館の利用登録", "registering at the library"), ("会議録の作成", "writing minutes"),
    ("電話での問い合わせへの回答", "answering calls"), ("議会資料の配布", "sharing assembly papers"),
    ("契約の事務", "handling contracts"), ("給与の計算", "calculating salaries"),
    ("文書の決裁", "approving documents"), ("統計の集計", "compiling statistics"),
    ("学校からのお知らせ", "notices from schools"), ("水道の使用開始の届出", "starting water supply"),
    ("ごみの分別の案内", "guidance on sorting waste"), ("空き家の調査", "surveying vacant houses"),
    ("農地の現地確認", "checking farmland on site"), ("観光の案内", "guiding visitors"),
)  # fmt: skip
PEOPLE: tuple[Pair, ...] = (
    ("住民", "residents"), ("高齢者", "older people"), ("子育て世帯", "families with children"),
    ("事業者", "businesses"), ("職員", "staff"), ("障害のある人", "people with disabilities"),
    ("外国人住民", "foreign residents"), ("若い世代", "younger people"),
    ("遠くに住む人", "people who live far away"), ("窓口を訪れる人", "visitors to the counters"),
    ("自治会", "neighbourhood associations"), ("地域の団体", "local groups"),
)  # fmt: skip
GOALS: tuple[Pair, ...] = (
    ("利便性の向上", "more convenience"), ("事務の効率化", "more efficient work"),
    ("待ち時間の短縮", "shorter waiting times"), ("費用の削減", "lower costs"),
    ("情報の安全の確保", "safe information"), ("人手不足への対応", "coping with fewer staff"),
    ("災害への備え", "being prepared for disasters"), ("地域のにぎわい", "livelier communities"),
    ("誤りの防止", "fewer mistakes"), ("働き方改革", "better ways of working"),
    ("データに基づく政策立案", "policies based on data"), ("紙の削減", "less paper"),
)  # fmt: skip
OFFICES: tuple[Pair, ...] = (
    ("総務部情報政策課", "Information Policy Division, General Affairs Department"),
    ("企画部デジタル推進課", "Digital Promotion Division, Planning Department"),
    ("住民部住民課", "Residents Division, Residents Department"),
    ("福祉部子育て支援課", "Child-Rearing Support Division, Welfare Department"),
    ("財務部税務課", "Tax Division, Finance Department"),
    ("教育部学校教育課", "School Education Division, Education Department"),
    ("産業部商工観光課", "Commerce and Tourism Division, Industry Department"),
)
# {tool} {task} {who} {goal} stand for a word of the lists above.
SENTENCES: tuple[Pair, ...] = (
    ("{tool}を使って、{task}にかかる時間を短くします。", "It uses {tool} to shorten the time for {task}."),
    ("{who}が、{task}を来庁せずに済ませられるようにします。", "It lets {who} deal with {task} without a visit."),
    ("これまで{task}は紙で行われ、{who}の負担になっていました。", "Until now {task} was done on paper, a burden for {who}."),
    ("{goal}を図るため、{tool}の活用を進めます。", "To bring {goal}, it promotes the use of {tool}."),
    ("{task}の流れを洗い出し、{tool}で置きかえられる部分を確かめます。", "It reviews how {task} works and finds what {tool} can take over."),
    ("{who}の声を聞きながら、{task}の改善を続けます。", "It keeps improving {task} while listening to {who}."),
    ("{tool}の導入にあたっては、{goal}を第一に考えます。", "When introducing {tool}, it puts {goal} first."),
    ("一方で、{tool}に不慣れな{who}への支援が課題です。", "At the same time, {who} who are new to {tool} need support."),
    ("{task}の件数は年々ふえており、{goal}が求められています。", "The number of cases of {task} grows every year and calls for {goal}."),
    ("国の標準に合わせ、{task}の仕組みを見直します。", "It reviews {task} in line with national standards."),
    ("{tool}と{task}の記録をつなぎ、二重の入力をなくします。", "It connects {tool} with the records of {task} to end double entry."),
    ("{who}向けの講座を開き、{tool}を試せる機会をつくります。", "It holds classes where {who} can try {tool}."),
    ("{task}の担当者を中心に、{tool}の使い方の研修を行います。", "It trains those who handle {task} in the use of {tool}."),
    ("限られた人数でも{task}を続けられる体制を整えます。", "It prepares to keep up {task} even with few people."),
    ("{goal}に向けて、{who}と役割を分け合います。", "It shares tasks with {who} for the sake of {goal}."),
    ("{tool}の費用と効果を確かめたうえで、対象を広げるか検討します。", "It weighs the cost and effect of {tool} before extending its use."),
    ("{task}の結果を公表し、次の計画に生かします。", "It publishes the results of {task} and uses them in the next plan."),
    ("{who}の個人情報は、定められた手順で守ります。", "It protects the personal information of {who} by set procedures."),
    ("{tool}が止まったときの手順も、あらかじめ定めておきます。", "It also sets out what to do when {tool} stops."),
    ("{task}について、近隣の自治体と共同で進める方法を探ります。", "It looks for ways to work on {task} with neighbouring municipalities."),
)  # fmt: skip
TITLES: tuple[Pair, ...] = (
    ("{tool}による{task}の見直し", "Reviewing {task} with {tool}"),
    ("{task}の充実", "Improving {task}"),
    ("{who}のための{tool}の活用", "Using {tool} for {who}"),
    ("{tool}の利用の推進", "Promoting the use of {tool}"),
    ("{goal}に向けた{task}の改革", "Reforming {task} for {goal}"),
)
INDICATORS: tuple[Pair, ...] = (
    ("{tool}の利用件数", "Number of uses of {tool}"),
    ("{task}のオンライン化の割合", "Share of {task} that is online"),
    ("{tool}の講座に参加した人の数", "People who joined classes on {tool}"),
    ("{task}に{tool}を使う業務の数", "Tasks in {task} that use {tool}"),
    ("{task}に満足した{who}の割合", "Share of {who} satisfied with {task}"),
)
STEPS: tuple[Pair, ...] = (
    ("調査・検討", "Survey and study"), ("試行", "Trial"), ("導入", "Introduction"),
    ("運用・改善", "Operation and improvement"), ("拡大", "Extension"), ("評価", "Evaluation"),
)  # fmt: skip
VERBS: tuple[tuple[str, str, str], ...] = (
    ("検討します", "study", "studies"), ("図ります", "aim for", "aims"),
    ("整備を進めます", "prepare", "prepares"), ("推進します", "promote", "promotes"),
    ("導入します", "introduce", "introduces"), ("実施します", "carry out", "carries-out"),
    ("拡大します", "extend", "extends"), ("継続します", "continue", "continues"),
    ("整備しました", "prepared", "has-done"),
)  # fmt: skip
UNITS: tuple[Pair, ...] = (
    ("件", "cases"), ("人", "people"), ("%", "%"), ("回", "times"), ("業務", "tasks"),
    ("か所", "places"), ("時間", "hours"),
)  # fmt: skip
# First and second halves of made-up names: characters, reading, romanised.
FIRST: tuple[tuple[str, str, str], ...] = (
    ("虹", "にじ", "Niji"), ("星", "ほし", "Hoshi"), ("風", "かぜ", "Kaze"), ("雲", "くも", "Kumo"),
    ("霧", "きり", "Kiri"), ("霞", "かすみ", "Kasumi"), ("翠", "みどり", "Midori"),
    ("藍", "あい", "Ai"), ("茜", "あかね", "Akane"), ("朱", "あけ", "Ake"), ("暁", "あかつき", "Akatsuki"),
    ("宵", "よい", "Yoi"), ("灯", "ともしび", "Tomoshibi"), ("澪", "みお", "Mio"), ("渚", "なぎさ", "Nagisa"),
    ("汐", "しお", "Shio"), ("蛍", "ほたる", "Hotaru"), ("梢", "こずえ", "Kozue"), ("雫", "しずく", "Shizuku"),
    ("雪", "ゆき", "Yuki"), ("楓", "かえで", "Kaede"), ("椿", "つばき", "Tsubaki"), ("柚", "ゆず", "Yuzu"),
    ("琴", "こと", "Koto"), ("鈴", "すず", "Suzu"), ("笛", "ふえ", "Fue"), ("鞠", "まり", "Mari"),
    ("扇", "おうぎ", "Ogi"), ("絹", "きぬ", "Kinu"), ("錦", "にしき", "Nishiki"), ("綾", "あや", "Aya"),
    ("硯", "すずり", "Suzuri"), ("舟", "ふね", "Fune"), ("帆", "ほ", "Ho"), ("櫂", "かい", "Kai"),
    ("鴎", "かもめ", "Kamome"), ("鷺", "さぎ", "Sagi"), ("雁", "かり", "Kari"), ("鮎", "あゆ", "Ayu"),
    ("葦", "あし", "Ashi"), ("萌", "もえ", "Moe"), ("稲", "いね", "Ine"),
)  # fmt: skip
SECOND: tuple[tuple[str, str, str], ...] = (
    ("ヶ丘", "がおか", "gaoka"), ("ノ宮", "のみや", "nomiya"), ("ノ浜", "のはま", "nohama"),
    ("ヶ原", "がはら", "gahara"), ("ノ里", "のさと", "nosato"), ("ノ森", "のもり", "nomori"),
    ("ヶ谷", "がや", "gaya"), ("ノ沢", "のさわ", "nosawa"), ("ノ関", "のせき", "noseki"),
    ("ヶ崎", "がさき", "gasaki"), ("ノ島", "のしま", "noshima"), ("ノ津", "のつ", "notsu"),
    ("ノ池", "のいけ", "noike"), ("ノ坂", "のさか", "nosaka"), ("ノ峰", "のみね", "nomine"),
    ("ノ岸", "のきし", "nokishi"), ("ノ郷", "のごう", "nogo"), ("ヶ瀬", "がせ", "gase"),
    ("ノ橋", "のはし", "nohashi"), ("ノ泉", "のいずみ", "noizumi"), ("ノ庭", "のにわ", "noniwa"),
    ("ノ道", "のみち", "nomichi"), ("ノ滝", "のたき", "notaki"), ("ノ野", "のの", "nono"),
    ("ノ畑", "のはた", "nohata"), ("ノ倉", "のくら", "nokura"), ("ノ港", "のみなと", "nominato"),
    ("ヶ岳", "がだけ", "gadake"), ("ノ川", "のかわ", "nokawa"), ("ノ江", "のえ", "noe"),
    ("ノ平", "のたいら", "notaira"), ("ノ台", "のだい", "nodai"), ("ノ上", "のうえ", "noue"),
    ("ノ木", "のき", "noki"), ("ノ前", "のまえ", "nomae"), ("ノ町", "のまち", "nomachi"),
    ("ノ丘", "のおか", "nooka"), ("ノ窪", "のくぼ", "nokubo"), ("ノ苑", "のその", "nosono"),
    ("ノ湊", "のみなと", "nominato-ura"), ("ノ嶺", "のみね", "nomine-kami"), ("ノ浦", "のうら", "noura"),
)  # fmt: skip
