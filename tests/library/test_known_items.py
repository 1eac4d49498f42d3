"""What a person types for an article that is known to be there, in many languages: it comes first.

The headlines have neighbours that share their words, so that being found is not enough.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.library.finding import Finding
from tui_reader.model import Entry
from tui_reader.store import Store

# Title, text. Neighbours stand together.
HEADLINES = (
    ("Parliament votes on the budget", "The session lasted until dawn, and the speaker lost her voice."),
    ("Budget airlines vote for new airports", "Two of them want to fly at night."),
    ("Why parliaments sleep in summer", "Nobody votes in August. The budget waits."),
    ("Volcano wakes after forty years", "Ash fell on the fishing village; the school was closed."),
    ("Forty ways to cook an egg", "One of them needs a volcano, says the author."),
    ("The keeper of the lighthouse retires", "She kept a diary of every ship. Its last entry is a recipe."),
    ("Lighthouses for sale", "The ministry asks for offers."),
    ("Houses of light: a new architecture", "Glass, wood and an honest roof."),
    ("Crème brûlée in der Raumstation", "Der Koch übte zwei Jahre lang in Zürich."),
    ("Zürich verbietet laute Laubbläser", "Größere Gärten dürfen weiter blasen."),
    ("Zurichten will gelernt sein", "Ein Metzger erzählt."),
    ("Élections : le scrutin de l'île reporté", "La tempête a coupé les routes, dit le préfet."),
    ("El niño que contaba estrellas", "Su abuela le regaló un telescopio en Coruña."),
    ("El Nino y la pesca", "Los barcos vuelven vacíos."),
    ("Żółwie wracają na plażę w Łebie", "Strażnicy liczą gniazda o świcie."),
    ("İstanbul'da vapur seferleri durdu", "Sis yüzünden köprü de kapandı."),
    ("Hà Nội mở lại chợ đêm", "Người bán hàng trở về sau ba năm."),
    ("Smørrebrød får sin egen dag", "Ærø fejrer med rugbrød og fløde."),
    ("Ёлку на площади заменят берёзой", "Жители города проголосовали за берёзу."),
    ("Елки-палки: история одного театра", "Театр открылся в сарае."),
    ("Ο λόγος της σιωπής", "Ένας μοναχός μιλά για πρώτη φορά."),
    ("北京大学发现新的星系", "望远镜设在青海，研究人员连续观测了三年。"),
    ("北京的大学食堂涨价", "学生们说，面条贵了一元。"),
    ("大学生回到北方的家", "京沪线上的火车坐满了人。"),
    ("台风登陆，渔船回港", "气象台发布红色预警，学校停课两天。"),
    ("港口恢复通航", "台风过后，第一批货船在清晨离开。"),
    ("東京の喫茶店が百周年", "看板のネコは三代目だという。"),
    ("京都、東の山に初雪", "観光客はカメラを手に坂を登った。"),
    ("コーヒー豆の値上がり続く", "ブラジルの霜が原因とみられる。"),
    ("新幹線、強風で遅れ", "カキ氷は売り切れだった。ｶﾀｶﾅの看板が倒れた。"),
    ("부산 앞바다에서 고래 발견", "어부들은 사흘 동안 고래를 따라갔다."),
    ("고래밥의 추억", "부산에서 자란 작가의 글."),
    ("الأمم المتحدة تفتح مكتبا في الإسكندرية", "قال المدير إنّ المكتبة ستكون مفتوحة للجميع."),
    ("مكتبة الإسكندرية تحتفل", "شارك مئات الأطفال في الاحتفال."),
    ("أسعار القمح ترتفع", "يعود السبب إلى الجفاف في الأمم المنتجة."),
    ("کتابخانهٔ کوچک روستا", "کودکان هر روز کتاب می‌خوانند."),
    ("שָׁלוֹם על הגבול אחרי עשור", "הסוחרים חזרו לשוק."),
    ("दिल्ली में पहली बारिश", "किसानों ने राहत की साँस ली।"),
    ("ชาวประมงพบวาฬในอ่าวไทย", "นักวิทยาศาสตร์กำลังเดินทางมา"),
)

TITLED = (
    ("parliament budget", "Parliament votes on the budget"),
    ("budget parl", "Parliament votes on the budget"),
    ("parliment budgte", "Parliament votes on the budget"),
    ("parvotbud", "Parliament votes on the budget"),
    ("budget airports", "Budget airlines vote for new airports"),
    ("parliaments summer", "Why parliaments sleep in summer"),
    ("volcano", "Volcano wakes after forty years"),
    ("vulcano", "Volcano wakes after forty years"),
    ("olcano", "Volcano wakes after forty years"),
    ("forty egg", "Forty ways to cook an egg"),
    ("lighthouse", "The keeper of the lighthouse retires"),
    ("lighthouses", "Lighthouses for sale"),
    ("houses light", "Houses of light: a new architecture"),
    ("keelig", "The keeper of the lighthouse retires"),
    ("creme brulee", "Crème brûlée in der Raumstation"),
    ("CRÈME", "Crème brûlée in der Raumstation"),
    ("zurich", "Zürich verbietet laute Laubbläser"),
    ("zürich laub", "Zürich verbietet laute Laubbläser"),
    ("zurichten", "Zurichten will gelernt sein"),
    ("elections ile", "Élections : le scrutin de l'île reporté"),
    ("nino estrellas", "El niño que contaba estrellas"),
    ("el nino pesca", "El Nino y la pesca"),
    ("zolwie lebie", "Żółwie wracają na plażę w Łebie"),
    ("istanbul vapur", "İstanbul'da vapur seferleri durdu"),
    ("ISTANBUL", "İstanbul'da vapur seferleri durdu"),
    ("ha noi cho dem", "Hà Nội mở lại chợ đêm"),
    ("smorrebrod", "Smørrebrød får sin egen dag"),
    ("елку площади", "Ёлку на площади заменят берёзой"),
    ("березой", "Ёлку на площади заменят берёзой"),
    ("ёлки", "Елки-палки: история одного театра"),
    ("λογος", "Ο λόγος της σιωπής"),
    ("ΛΌΓΟΣ", "Ο λόγος της σιωπής"),
    ("北京大学", "北京大学发现新的星系"),
    ("星系", "北京大学发现新的星系"),
    ("大学 食堂", "北京的大学食堂涨价"),
    ("大学生", "大学生回到北方的家"),
    ("台风", "台风登陆，渔船回港"),
    ("北京食堂", "北京的大学食堂涨价"),  # two words, typed as one
    ("渔船台风", "台风登陆，渔船回港"),
    ("京都初雪", "京都、東の山に初雪"),
    ("东京", ""),  # simplified: another character than the one in Japanese headlines
    ("東京", "東京の喫茶店が百周年"),
    ("京都", "京都、東の山に初雪"),
    ("喫茶店", "東京の喫茶店が百周年"),
    ("コーヒー", "コーヒー豆の値上がり続く"),
    ("ｺｰﾋｰ", "コーヒー豆の値上がり続く"),
    ("新幹線", "新幹線、強風で遅れ"),
    ("고래 부산", "부산 앞바다에서 고래 발견"),
    ("고래밥", "고래밥의 추억"),
    ("الامم المتحدة", "الأمم المتحدة تفتح مكتبا في الإسكندرية"),
    ("مكتبه الاسكندريه", "مكتبة الإسكندرية تحتفل"),
    ("اسعار القمح", "أسعار القمح ترتفع"),
    ("القمح", "أسعار القمح ترتفع"),
    ("كتابخانه", "کتابخانهٔ کوچک روستا"),  # typed on an Arabic keyboard
    ("שלום", "שָׁלוֹם על הגבול אחרי עשור"),
    ("दिल्ली", "दिल्ली में पहली बारिश"),
    ("วาฬ", "ชาวประมงพบวาฬในอ่าวไทย"),
)

IN_THE_TEXT = (
    ("speaker lost voice", "Parliament votes on the budget", "speaker lost her voice"),
    ("speeker voice", "Parliament votes on the budget", "speaker"),
    ('"last entry is a recipe"', "The keeper of the lighthouse retires", "last entry is a recipe"),
    ("lighthouse recipe", "The keeper of the lighthouse retires", "recipe"),
    ("ubte", "Crème brûlée in der Raumstation", "übte"),
    ("grossere garten", "Zürich verbietet laute Laubbläser", "Größere Gärten"),
    ("tempete prefet", "Élections : le scrutin de l'île reporté", "tempête"),
    ("coruna", "El niño que contaba estrellas", "Coruña"),
    ("straznicy", "Żółwie wracają na plażę w Łebie", "Strażnicy"),
    ("aero flode", "Smørrebrød får sin egen dag", "Ærø"),
    ("望远镜", "北京大学发现新的星系", "望远镜"),
    ("青海", "北京大学发现新的星系", "青海"),
    ("面", "北京的大学食堂涨价", "面"),
    ("预警学校", "台风登陆，渔船回港", "预警，学校"),  # two words, typed as one
    ("研究青海", "北京大学发现新的星系", "青海，研究"),
    ("看板ネコ", "東京の喫茶店が百周年", "看板のネコ"),
    ("작가부산", "고래밥의 추억", "부산에서 자란 작가"),
    ("红色预警", "台风登陆，渔船回港", "红色预警"),
    ("ネコ", "東京の喫茶店が百周年", "ネコ"),
    ("三代目", "東京の喫茶店が百周年", "三代目"),
    ("カタカナ", "新幹線、強風で遅れ", "ｶﾀｶﾅ"),
    ("カメラを", "京都、東の山に初雪", "カメラを"),
    ("어부들", "부산 앞바다에서 고래 발견", "어부들"),
    ("المكتبه ستكون", "الأمم المتحدة تفتح مكتبا في الإسكندرية", "المكتبة ستكون"),
    ("الجفاف", "أسعار القمح ترتفع", "الجفاف"),
    ("השוק OR לשוק", "שָׁלוֹם על הגבול אחרי עשור", "לשוק"),
    ("किसानों", "दिल्ली में पहली बारिश", "किसानों"),
    ("วิทยาศาสตร์", "ชาวประมงพบวาฬในอ่าวไทย", "วิทยาศาสตร์"),
)


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    folder: Path = tmp_path_factory.mktemp("headlines")
    store = Store(folder / "library.db")
    with store.transaction():
        for title, text in HEADLINES:
            store.articles.put(Entry(identity=title, title=title, text=text, published="2026-01-01"))
    return Finding(store)


@pytest.mark.parametrize(("typed", "title"), TITLED)
def test_a_headline_comes_first(finding: Finding, typed: str, title: str) -> None:
    hits = finding.find(typed)
    assert [(hit.title, hit.where) for hit in hits[:1]] == ([(title, "title")] if title else [])
    assert all(hit.marks for hit in hits[:1])


@pytest.mark.parametrize(("typed", "title", "passage"), IN_THE_TEXT)
def test_a_passage_is_found_where_it_stands(finding: Finding, typed: str, title: str, passage: str) -> None:
    hits = finding.find(typed)
    assert [hit.title for hit in hits[:1]] == ([title] if title else [])
    if title:
        hit = hits[0]
        text = dict(HEADLINES)[title]
        assert hit.where == "body"
        assert hit.marks
        assert passage in text[hit.start : hit.end]


def test_while_a_headline_is_typed_it_comes_up_early_and_stays(finding: Finding) -> None:
    for typed, title, needed in (
        ("volcano wakes", "Volcano wakes after forty years", 3),
        ("lighthouse keeper", "The keeper of the lighthouse retires", 12),
        ("北京大学发现", "北京大学发现新的星系", 4),
        ("コーヒー豆", "コーヒー豆の値上がり続く", 2),
        ("اسعار", "أسعار القمح ترتفع", 3),
        ("zolwie", "Żółwie wracają na plażę w Łebie", 2),
    ):
        for length in range(needed, len(typed) + 1):
            assert finding.find(typed[:length])[0].title == title, typed[:length]
