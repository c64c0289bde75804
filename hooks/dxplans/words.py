"""Words that code hands to pages: marked here, so that translators find them, translated there."""

from __future__ import annotations


def marked(text: str) -> str:
    """*text*, unchanged: a mark for the extraction of interface texts."""
    return text


EASY = marked("やさしい日本語")
TASKS = {
    "figure": marked("数字を一つ直す"),
    "results": marked("年度の結果をExcelで入れる"),
    "unchanged": marked("結果が変わらないとき"),
    "notice": marked("まちがいを知らせる・確認する・取り下げる"),
    "initiative": marked("取組を加える"),
    "municipality": marked("新しい市町村と計画を加える"),
    "propose": marked("提案と、そのあとの知らせ"),
    "writing": marked("書き方の決まり"),
    "files": marked("ファイルの一覧と、手もとでの確かめ方"),
    "translate": marked("英語を直す"),
}
"""The pages of the guide below edit/, in the order in which they are listed, by their titles."""
UNKNOWN = {
    "not-stated": marked("計画に記載なし"),
    "lost": marked("このサイトの写しでは読み取れません。原本をご覧ください"),
    "unchecked": marked("未確認"),
    "not-due": marked("対象年度の途中"),
}
STRENGTH = {
    "studies": marked("検討"),
    "aims": marked("目指す"),
    "prepares": marked("準備"),
    "promotes": marked("推進"),
    "introduces": marked("導入"),
    "carries-out": marked("実施"),
    "extends": marked("拡充"),
    "continues": marked("継続"),
    "has-done": marked("実施ずみ"),
}
ACTOR = {
    "nation": marked("国のこと"),
    "prefecture": marked("県のこと"),
    "other": marked("ほかの団体のこと"),
}
RANK = {
    "city": marked("市"),
    "town": marked("町"),
    "village": marked("村"),
    "ward": marked("区"),
    "prefecture": marked("都道府県"),
    "body": marked("広域の団体"),
}
PLAN_KIND = {
    "plan": marked("計画"),
    "policy": marked("方針"),
    "outline-draft": marked("骨子案（案の段階）"),
}
CHAPTER_KIND = {
    "chapter": marked("章"),
    "appendix": marked("付録"),
    "glossary": marked("用語集"),
    "colophon": marked("奥付"),
}
EVENT = {
    "published": marked("公表"),
    "revised": marked("改訂"),
    "adopted": marked("決定"),
}
LEVEL = {
    "nation": marked("国"),
    "prefecture": marked("都道府県"),
    "municipality": marked("市町村"),
    "other": marked("その他"),
}
ERRATUM = {
    "extraction": marked("写し取りの誤りを直しました"),
    "undecided": marked("写しか文書か決められません"),
    "document": marked("文書のまま残しました"),
}
TERM_GROUP = {
    "basics": marked("基本"),
    "technology": marked("技術"),
    "systems": marked("システム"),
    "counter": marked("窓口と手続"),
    "work": marked("仕事の進め方"),
    "data": marked("データ"),
    "people": marked("人と体制"),
    "security": marked("セキュリティ"),
    "policy": marked("国や県の計画"),
}
