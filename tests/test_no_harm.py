"""Clean text of every kind goes through decode, mirror and encoding unchanged. The lines are of our own writing."""

from __future__ import annotations

import pytest

from tests.benchmarks.encoding_harm import through

LINES = r"""
龑字读作掩，逄先生和万俟先生来访，𠮷野家开门了，㛃、䶮、𬱖、鿔都是名字里的字。
佢哋喺呢度做咩嘢？我唔知喎，嗰個係邊個嚟㗎，冇嘢，啱啱瞓醒。
黃芪、茯苓、薏苡仁、穿山甲、地鱉蟲、蘄蛇、䗪虫、荜茇、诃子、蒺藜各三錢。
鎝、鈈、鋂、鋦、錇、鐦、鑀、鐨、鍆、鍩、鐒、鑪、鉨、鏌、鉝、鿬、鿫。
莪巳經芣洅湜咟個尛孩孓孒，洳淉沵僾莪，請綪嗼離閞。
焱燚孖叕壵㵘〇囧槑烎兲嘂氼圐圙
(｡･ω･｡) (╯°□°）╯︵ ┻━┻ ಠ_ಠ ʕ•ᴥ•ʔ ¯\_(ツ)_/¯ ヾ(≧▽≦*)o ˋ( ° ▽、° )
ㄅㄆㄇㄈ ㄓㄨˋ ㄧㄣ ㄈㄨˊ ㄏㄠˋ，注音符號：ㄨㄛˇ ㄇㄣ˙
图标文件，微信，时间，价格
香港字：㗎、嗰、嘢、咗、嚟、𠝹、𡃁、𨋢、𠺢
┌──────┐│ 姓名 │ 年龄 │├──────┤━━━━━━━━║═══╬═══╣▓▓▒▒░░██
NESTLÉ® 雀巢，ARAMIS™，Häagen-Dazs® 哈根达斯，L’Oréal Paris，Citroën C4，Škoda，Peugeot® 508 «标致»
[x] ©2020 版权所有，[ ]&nbsp 不是，[x] © 已完成，§3.2，¶4，±5%，¼杯，½勺，37℃，25°C，µm，Ω，×，÷
développé couché, été à Genève, cœur, Ça va? Où est-il? L’âme, naïve, Noël, sœur, ÉCOLE, À BIENTÔT
Größe, Straße, Österreich, Übung, ÄÖÜ äöü ß, Müller-Lüdenscheidt, „Anführung“, »Zitat«
¿Qué tal? ¡Ñandú! Año, pingüino, corazón, México, Perú, Ávila, ª º
São João, coração, ações, à, você, três, Ãgua? não, pão, mãe, irmãs, ÃO
Zażółć gęślą jaźń, Łódź, Kraków, Żółw, Ćma, Ńsk
Příliš žluťoučký kůň úpěl ďábelské ódy, Ď Ť Ň
Árvíztűrő tükörfúrógép, Îmi place, ţară, șase, România, Đorđe, Čačak, Šibenik, Žižek
Pijamalı hasta yağız şoföre çabucak güvendi, İstanbul, ığüşöç
Tiếng Việt: Nghĩa, được, không, những, người, Đà Nẵng, phở bò, ăn cơm chưa, Ồ, Ữ, ậ
Blåbærsyltetøj, Ærø, Åse, smörgåsbord, Þór, Ísafjörður, Færøerne, sää, öö, pääskyläinen
Привет, мир! Съешь же ещё этих мягких французских булок, да выпей чаю. Ґанок, Її, Є, Їжак
Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. Ελλάδα, Αθήνα, π ≈ 3.14, Δx, αβγ, σ²
نص عربي حكيم له سر قاطع، می‌خواهم بروم، اردو زبان
דג סקרן שט בים מאוכזב ולפתע מצא חברה. המצבים הם:{RLM}
ภาษาไทย กินข้าวหรือยัง, ລາວ, ខ្មែរ, မြန်မာ, བོད་ཡིག
हिन्दी में क्‍ष और ज्ञ, বাংলা, தமிழ், తెలుగు, ಕನ್ನಡ, മലയാളം, සිංහල
いろはにほへと ちりぬるを。続きを読む、より良い、何らかの、を通じて、続いて、来いよ！
カタカナ ﾊﾝｶｸ ｶﾀｶﾅ ヴァイオリン 第3章（続き） 東京都渋谷区 御茶ノ水 髙島屋 﨑
한국어 텍스트입니다. 大韓民國 서울, 훈민정음(訓民正音), 북한, 뷁, 쀍
/ˌɪntəˈnæʃənəl/ [pʰǔtʊ̂ŋxwâ] ʃʒθðŋɹ ə ɛ ɔ ʌ ɑː
Nǐ hǎo, wǒ shì Zhōngguó rén. nǚ'ér, lǜsè, lüè, ḿ, ǹg, ê̄
你(nǐ)好(hǎo)，我(wǒ)是(shì)学(xué)生(shēng)。nǐ hǎo 你好 wǒ 我
仝卓、翟(zhái)天臨、單(shàn)田芳演出，重慶(chóng qìng)，歸還(huán)
學(xué)校(xiào)裡(lǐ)有(yǒu)同(tóng)學(xué)，老(lǎo)師(shī)說(shuō)，請(qǐng)坐(zuò)
真的嗎?;好吧。為什麼?!解決方案。或手動輛汽車。基于此，什么？！；——……
∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β = ¬(¬α ∨ β), ∑ᵢ₌₁ⁿ i² ≤ ∞, ∮E·da = Q, ⊂ ⊆ ⇔ ∂ ∇ √ ≠ ≡
$\frac{a}{b} + \sqrt{x^2}$，\begin{equation} \alpha_{i} = \beta^{2} \end{equation}
for (int i = 0; i < n; i++) { printf("%d\n", a[i]); } // 输出“数组”
s = "\u4f60\u597d"; t = '\xe4\xbd\xa0'; re.compile(r"[\u4e00-\u9fff]+"); a=3D&b=%20
{"name": "\u5f20\u4e09", "url": "https:\/\/a.cn\/%E4%BD%A0"}
SELECT * FROM 表 WHERE 名 LIKE '%中%' AND x != '\\'; -- 注释；#fff; issue #123;
见 https://zh.wikipedia.org/wiki/%E4%BD%A0%E5%A5%BD 和 http://a.cn/?q=%C4%E3%BA%C3&b=1
5L2g5aW977yM5LiW55WM77yB6L+Z5piv5LiA5q615rWL6K+V5paH5pys44CC
乱码有很多种：“锟斤拷”“烫烫烫烫”“浣犲ソ”“ÄãºÃ”“ä½ å¥½”，还有 ��。
手持两把锟斤拷，口中疾呼烫烫烫，脚踏千朵屯屯屯，笑看万物锘锘锘：都是编码的错。
UTF-8 的“你好”用 GBK 打开是浣犲ソ，用 Latin-1 打开是 ä½ å¥½，反过来 GBK 的你好是 ÄãºÃ，这就是乱码。
Subject 里的 =?GB2312?B?xOO6ww==?= 是编码过的“你好”，charset=gb2312。
№①②③ⅠⅡⅢ㈠㈡㊣㎡㎏㏄℡☎★☆■□◆◇○●△▲▽▼→←↑↓↔♠♥♦♣♪♫✓✔✗✘
一家人👨‍👩‍👧，旗🏴󠁧󠁢󠁥󠁮󠁧󠁿，❤️，1️⃣，🏳️‍🌈，👩🏽‍💻，🇨🇳
“‘”’„‟«»‹›〝〞﹁﹂﹃﹄『』「」〖〗【】〔〕《》〈〉，、。；：？！…—～·
"""


LINES = LINES.replace("{RLM}", "\u200f")


@pytest.mark.parametrize("line", [line for line in LINES.split("\n") if line])
def test_a_clean_line_stays(line: str) -> None:
    assert through(line).text == line


def test_the_clean_lines_together_stay() -> None:
    assert through(LINES).text == LINES


@pytest.mark.parametrize("around", ["今天天气很好。\n{}\n明天再来。", "{0}\n{0}", "说明：{}（完）"])
@pytest.mark.parametrize("line", [line for line in LINES.split("\n") if line])
def test_a_clean_line_stays_in_any_company(line: str, around: str) -> None:
    text = around.format(line) if "{" not in line else around.replace("{0}", "{}").replace("{}", line)
    assert through(text).text == text
