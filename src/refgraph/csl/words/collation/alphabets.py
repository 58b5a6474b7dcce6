"""The order of letters, signs and accents that sorting starts from: that of the Unicode CLDR's root, as alphabets."""

from __future__ import annotations

from typing import Final

# A sign in ASCII keeps one byte of the key; those behind it up to the next one follow it.
SPACES_AND_SIGNS: Final = (
    "\t\n\v\f\r\u2028\u2029 ‾_‗-֊‒–—―⁓〜〰゠・,՝،؍٫٬、;؛⁏:։؞܃܄܅܆܇܈!¡՜?¿՞؟܉‽.۔܁܂。·؝܀჻⁕⁖⁘⁙⁚⁛⁜⁝⁞"
    "'‹›\"«»()[]{}⁅⁆⟦⟧⟨⟩⟪⟫〈〉《》「」『』【】〔〕〖〗〘〙〚〛‖§¶⁋@*⁎⁑٭/\\&⁊#%٪‰؉‱؊†‡•‣‧⁃⁌⁍′‵〃〽‸※‿⁔⁀⁐⁁⁂՚՛՟־׀׃׆"
    "`´^¯¨¸ʹʺˆˇˈˉˊˋˌˍˎˏˬ°©®←→↑↓↔↕↖↗↘↙∀∁∂∃∅∆∇∈∊∋∍∎∏∐∑+±÷×<=>¬|¦~−∓∔∕∖∗∘∙√∛∜∝∞∟∠∡∢∣∥∧∨∩∪∫∮∴∵∶∷∼≈≍≡≤≥ːˑ々〻〱〳〵ゝーヽ"
    "¤¢$£¥֏؋৲৳฿៛₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿"
)
DIGITS: Final = "0123456789"
# As the signs: the letters behind one of the 26 follow it.
LATIN: Final = (
    "aᴀⱥᶏꞻᴁᴂꬱɐɑꬰᶐɒbʙƀᴯᴃᵬꞗᶀɓƃꞵcᴄȼꞓꞔƈɕↄꜿdᴅᴆꟈᵭᶁɖɗᶑƌȡꝱẟeᴇꬲꬳɇᶒꬴⱸǝⱻəᶕɛᶓɘɚɜᶔᴈɝɞʚɤfꜰꬵꞙᵮᶂƒⅎꟻgꟑɡꬶɢǥᶃɠʛᵷꝿɣƣ"
    "hʜƕꞕɦⱨⱶꟶꜧɧʻʽiıɪꟾꟷᴉɨᵻᶖꞽɩᵼjȷᴊɉʝɟʄkᴋᶄƙⱪꝁꝃꝅʞlʟꝇᴌꝉƚⱡɫꬸꬹɬꬷᶅɭꞎȴꝲɮꞁꟛƛʎmᴍᵯᶆɱꬺꟽꟿꝳnɴᴻᴎᵰɲƞꞑᶇɳȵꬻꝴŋꬼ"
    "oᴏᴑꬽɶᴔꭁꭂꭀꭃꭄᴓꬾɔᴐᴒꬿᶗꭢꝍᴖᴗⱺɵꝋɷꞷȣᴕpᴘᵽꝑᵱᶈƥꝓꝕꟼɸⱷqꞯꝗꝙʠɋĸrꭅʀꭆᴙɍᵲɹᴚɺɻⱹᶉɼɽꭉɾᵳɿꭇꭈꭊꭋꭌʁꭨꝵꝶꝝsꜱꟊꟍᵴᶊʂȿꟗẜẝʃꭍᶋᶘƪʅʆ"
    "tᴛŧⱦᵵƫƭʈȶꝷʇuᴜꭎᴝᴞᵫꭐꭑʉꭏꞹᵾᶙꭒꞿɥʮʯɯꟺᴟɰʊᵿvᴠꝟᶌʋⱱⱴỽʌwᴡⱳʍxᶍꭖꭗꭘꭙꭓꭔꭕyʏɏƴỿꭚȝ"
    "zᴢƶᵶᶎȥʐʑɀⱬꝣʒᴣƹᶚƺʓþꟓꝥꝧƿꟕꝩꭠꭡꭣꝫꝭꝯƻꜫꜭꜯƨƽƅʔɂˀʼˮʾꜣꞌꞏʕʿˁᴤᴥꜥʡʢʖǀǁǂǃʗʘʬʭ"
)
# The lower case of every script that has a table, in the order of the scripts.
ALPHABETS: Final = {
    "Grek": "αβγᴦδεϝͷϛζͱηθιϳκϗλᴧμνξοπᴨϻϟϙρᴩϼσͼͻͽτυφχψᴪωꭥϡͳϸ",
    "Cyrl": (
        "аәӕбвгғӻҕӷдԁꚁђꙣԃҙеєжԫꚅҗзꙁԅԑꙃѕꙅӡꚉԇꚃиҋіꙇйјꙉкқӄҡҟҝԟԛлᴫӆԯԓԡљꙥԉԕмӎꙧнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫт"
        "ꚍԏҭꚋћуүұꙋѹфхӽӿҳһԧꚕѡѿꙍѽѻцꙡꚏҵꚑчԭꚓҷӌҹꚇҽҿџшꚗщꙏъꙑыьҍѣꙓэюꙕꙗяԙѥѧꙙѫꙛѩꙝѭѯѱѳѵꙟҩԝӏ"
    ),
    "Geor": "აⴀბⴁგⴂდⴃეⴄვⴅზⴆჱⴡთⴇიⴈკⴉლⴊმⴋნⴌჲⴢოⴍპⴎჟⴏრⴐსⴑტⴒჳⴣუⴓფⴔქⴕღⴖყⴗშⴘჩⴙცⴚძⴛწⴜჭⴝხⴞჴⴤჯⴟჰⴠჵⴥჶჷⴧჸჹჺჽⴭჾჿ",
    "Armn": "աՠբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "Hebr": "אבגדהוזחטיכלמנסעפצקרשת",
    "Arab": (
        "ءٵٶٷٸآأٲٱؤإٳئاٮبٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظڟعغڠۼفڡڢڣ"
        "ڤڥڦٯقڧڨكکڪګڬڭڮگڰڱڲڳڴػؼلڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋۏىيیۍێېۑؽؾؿؠے"
    ),
}
# Each with its small and its katakana form follows from the hiragana.
KANA: Final = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
SMALL_KANA: Final = dict(zip("あいうえおつやゆよわかけ", "ぁぃぅぇぉっゃゅょゎゕゖ", strict=True))

# Accents, code points in hexadecimal; those of Hebrew and Arabic and the marks of kana come last.
ACCENTS: Final = (
    "0332 0313 0314 0301 0300 0306 0302 030C 030A 0342 0308 030B 0303 0307 0338 0327 0328 0304 0336 0335 0305 0309 "
    "030F 0310 0311 031B 0321 0322 0323 0324 0325 0326 032D 032E 0330 0331 0334 0339 0345 0358 0360 0361 "
    "0486 0485 0484 0483 05B0 05B1 05B2 05B3 05B4 05B5 05B6 05B7 05B8 05B9 05BB 05C2 05C1 05BC 05BF "
    "064B 064C 064D 064E 064F 0650 0651 0652 0653 0654 0655 065F 0656 0657 0658 0659 065A 065B 065C 065D 065E 0670 "
    "3099 309A"
)
# Signs that are typed for one another: O'Brien and O’Brien are one name.
SAME_SIGNS: Final = {"'": "‘’‚‛׳", "-": "‐‑"}
IGNORED_SIGNS: Final = ',"“”„‟«»״'
# Letters that differ from another by a stroke, and those that are another shape of it: accents both.
STROKED: Final = dict(zip("đħꞡꞣꞥꞧꞩ", "dhgknrs", strict=True))
SHAPES: Final = dict(zip("ðꝺꝼᵹłŀꞃꝛſꞅꞇґ", "ddfgllrrsstг", strict=True))
# Final letters differ less than an accent.
FINALS: Final = dict(zip("ςךםןףץٴ", "σכמנפצء", strict=True))
# Letters that stand for two: those of the first line as with an accent, the others less.
LIGATURES: Final = {"æ": "a e", "œ": "o e", "ß": "s s", "ᵺ": "t h"}
DIGRAPHS: Final = {
    "ꜳ": "a a",
    "ꜵ": "a o",
    "ꜷ": "a u",
    "ꜹ": "a v",
    "ꜽ": "a y",
    "ȸ": "d b",
    "ỻ": "l l",
    "ꝏ": "o o",
    "ȹ": "q p",
    "ƾ": "t s",
    "ꝡ": "v y",
    "ƍ": "z w",
}

# Scripts without an alphabet above go by code point, in this order.
RANGES: Final = (
    ("Copt", 0x2C80, 0x2CFF),
    ("Glag", 0x2C00, 0x2C5F),
    ("Samr", 0x0800, 0x083F),
    ("Syrc", 0x0700, 0x074F),
    ("Mand", 0x0840, 0x085F),
    ("Thaa", 0x0780, 0x07BF),
    ("Nkoo", 0x07C0, 0x07FF),
    ("Tfng", 0x2D30, 0x2D7F),
    ("Ethi", 0x1200, 0x139F),
    ("Deva", 0x0900, 0x097F),
    ("Beng", 0x0980, 0x09FF),
    ("Guru", 0x0A00, 0x0A7F),
    ("Gujr", 0x0A80, 0x0AFF),
    ("Orya", 0x0B00, 0x0B7F),
    ("Taml", 0x0B80, 0x0BFF),
    ("Telu", 0x0C00, 0x0C7F),
    ("Knda", 0x0C80, 0x0CFF),
    ("Mlym", 0x0D00, 0x0D7F),
    ("Sinh", 0x0D80, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Laoo", 0x0E80, 0x0EFF),
    ("Tibt", 0x0F00, 0x0FFF),
    ("Mymr", 0x1000, 0x109F),
    ("Khmr", 0x1780, 0x17FF),
    ("Mong", 0x1800, 0x18AF),
    ("Cher", 0x13A0, 0x13FF),
    ("Cans", 0x1400, 0x167F),
    ("Ogam", 0x1680, 0x169F),
    ("Runr", 0x16A0, 0x16FF),
    ("Hang", 0x1100, 0x11FF),
    ("Kana", 0x3041, 0x30FF),
    ("Bopo", 0x3105, 0x312F),
    ("Yiii", 0xA000, 0xA4CF),
    ("Hani", 0x3400, 0x9FFF),
)
