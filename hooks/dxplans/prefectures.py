"""The 47 prefectures: slug, code, name, reading and romanised name (JIS X 0401 order)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture; its code is the first two digits of its municipalities' codes."""

    slug: str
    code: str
    name: str
    reading: str
    romanised: str


_TABLE = """
hokkaido 北海道 ほっかいどう Hokkaido
aomori 青森県 あおもりけん Aomori
iwate 岩手県 いわてけん Iwate
miyagi 宮城県 みやぎけん Miyagi
akita 秋田県 あきたけん Akita
yamagata 山形県 やまがたけん Yamagata
fukushima 福島県 ふくしまけん Fukushima
ibaraki 茨城県 いばらきけん Ibaraki
tochigi 栃木県 とちぎけん Tochigi
gunma 群馬県 ぐんまけん Gunma
saitama 埼玉県 さいたまけん Saitama
chiba 千葉県 ちばけん Chiba
tokyo 東京都 とうきょうと Tokyo
kanagawa 神奈川県 かながわけん Kanagawa
niigata 新潟県 にいがたけん Niigata
toyama 富山県 とやまけん Toyama
ishikawa 石川県 いしかわけん Ishikawa
fukui 福井県 ふくいけん Fukui
yamanashi 山梨県 やまなしけん Yamanashi
nagano 長野県 ながのけん Nagano
gifu 岐阜県 ぎふけん Gifu
shizuoka 静岡県 しずおかけん Shizuoka
aichi 愛知県 あいちけん Aichi
mie 三重県 みえけん Mie
shiga 滋賀県 しがけん Shiga
kyoto 京都府 きょうとふ Kyoto
osaka 大阪府 おおさかふ Osaka
hyogo 兵庫県 ひょうごけん Hyogo
nara 奈良県 ならけん Nara
wakayama 和歌山県 わかやまけん Wakayama
tottori 鳥取県 とっとりけん Tottori
shimane 島根県 しまねけん Shimane
okayama 岡山県 おかやまけん Okayama
hiroshima 広島県 ひろしまけん Hiroshima
yamaguchi 山口県 やまぐちけん Yamaguchi
tokushima 徳島県 とくしまけん Tokushima
kagawa 香川県 かがわけん Kagawa
ehime 愛媛県 えひめけん Ehime
kochi 高知県 こうちけん Kochi
fukuoka 福岡県 ふくおかけん Fukuoka
saga 佐賀県 さがけん Saga
nagasaki 長崎県 ながさきけん Nagasaki
kumamoto 熊本県 くまもとけん Kumamoto
oita 大分県 おおいたけん Oita
miyazaki 宮崎県 みやざきけん Miyazaki
kagoshima 鹿児島県 かごしまけん Kagoshima
okinawa 沖縄県 おきなわけん Okinawa
"""

PREFECTURES: dict[str, Prefecture] = {
    slug: Prefecture(slug, f"{number:02d}", name, reading, romanised)
    for number, (slug, name, reading, romanised) in enumerate(
        (line.split() for line in _TABLE.strip().splitlines()), 1
    )
}
BY_CODE = {prefecture.code: prefecture for prefecture in PREFECTURES.values()}
