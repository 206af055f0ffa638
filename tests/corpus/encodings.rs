//! What the letters are written in.

use super::{Case, bytes, case};
use encoding_rs::Encoding;

const WESTERN: (&str, &str) = (
    "stadt,land,einwohner\nMünchen,Deutschland,1488202\nKöln,Deutschland,1073096\nZürich,Schweiz,421878\nGenève,Suisse,203856\nMálaga,España,578460\n",
    "stadt text | land text | einwohner integer
     München | Deutschland | 1488202
     Köln | Deutschland | 1073096
     Zürich | Schweiz | 421878
     Genève | Suisse | 203856
     Málaga | España | 578460",
);

const RUSSIAN: (&str, &str) = (
    "город,страна,население\nМосква,Россия,12655050\nСанкт-Петербург,Россия,5384342\nНовосибирск,Россия,1620162\nЕкатеринбург,Россия,1495066\n",
    "город text | страна text | население integer
     Москва | Россия | 12655050
     Санкт-Петербург | Россия | 5384342
     Новосибирск | Россия | 1620162
     Екатеринбург | Россия | 1495066",
);

const JAPANESE: (&str, &str) = (
    "都市,県,人口\n東京,東京都,13960000\n横浜市,神奈川県,3777000\n大阪市,大阪府,2753000\nさっぽろ,北海道,1973000\n",
    "都市 text | 県 text | 人口 integer
     東京 | 東京都 | 13960000
     横浜市 | 神奈川県 | 3777000
     大阪市 | 大阪府 | 2753000
     さっぽろ | 北海道 | 1973000",
);

const KOREAN: (&str, &str) = (
    "도시,나라,인구\n서울특별시,대한민국,9411000\n부산광역시,대한민국,3350000\n인천광역시,대한민국,2950000\n",
    "도시 text | 나라 text | 인구 integer
     서울특별시 | 대한민국 | 9411000
     부산광역시 | 대한민국 | 3350000
     인천광역시 | 대한민국 | 2950000",
);

const CHINESE: (&str, &str) = (
    "城市,国家,人口\n上海市,中华人民共和国,24870000\n北京市,中华人民共和国,21890000\n广州市,中华人民共和国,18680000\n深圳市,中华人民共和国,17560000\n",
    "城市 text | 国家 text | 人口 integer
     上海市 | 中华人民共和国 | 24870000
     北京市 | 中华人民共和国 | 21890000
     广州市 | 中华人民共和国 | 18680000
     深圳市 | 中华人民共和国 | 17560000",
);

const TAIWANESE: (&str, &str) = (
    "城市,國家,人口\n臺北市,中華民國,2602000\n新北市,中華民國,4030000\n高雄市,中華民國,2765000\n臺中市,中華民國,2820000\n",
    "城市 text | 國家 text | 人口 integer
     臺北市 | 中華民國 | 2602000
     新北市 | 中華民國 | 4030000
     高雄市 | 中華民國 | 2765000
     臺中市 | 中華民國 | 2820000",
);

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.encode(text).0.into_owned()
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

fn wider(text: &str, big: bool) -> Vec<u8> {
    let bytes = |letter: char| {
        let code = u32::from(letter);
        if big { code.to_be_bytes() } else { code.to_le_bytes() }
    };
    text.chars().flat_map(bytes).collect()
}

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    let (western, expected) = WESTERN;
    let marked = format!("\u{feff}{western}");
    let mut cases = vec![
        case("UTF-8", western, expected),
        case("UTF-8 with a byte order mark", &marked, expected),
        bytes("UTF-16 LE with a byte order mark", wide(&marked, false), expected),
        bytes("UTF-16 BE with a byte order mark", wide(&marked, true), expected),
        bytes("UTF-16 LE without a mark", wide(western, false), expected),
        bytes("UTF-16 BE without a mark", wide(western, true), expected),
        bytes("UTF-32 LE with a byte order mark", wider(&marked, false), expected),
        bytes("UTF-32 BE without a mark", wider(western, true), expected),
        bytes(
            "UTF-16 with tabs, as Excel saves Unicode text",
            wide(&marked.replace(',', "\t"), false),
            expected,
        ),
    ];
    for (label, (text, expected)) in [
        ("windows-1252", WESTERN),
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("iso-8859-5", RUSSIAN),
        ("ibm866", RUSSIAN),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("iso-2022-jp", JAPANESE),
        ("euc-kr", KOREAN),
        ("gbk", CHINESE),
        ("gb18030", CHINESE),
        ("big5", TAIWANESE),
    ] {
        cases.push(bytes(&format!("letters in {label}"), encoded(text, label), expected));
    }
    let euro = b"item,price\ncaf\xe9,\x80 5\nth\xe9,\x80 6\n".to_vec();
    cases.push(bytes(
        "a euro sign in Windows-1252",
        [b"item,note\ncaf\xe9,costs \x80 5\nth\xe9,costs \x80 6\n".to_vec()].concat(),
        "item text | note text
         café | costs € 5
         thé | costs € 6",
    ));
    drop(euro);
    cases.extend([
        bytes(
            "one stray byte in a UTF-8 file does not spoil the others",
            [
                western.as_bytes(),
                b"Br\xfcssel,Belgique,1200000\n",
                "Åre,Sverige,1400\n".as_bytes(),
            ]
            .concat(),
            &format!("{expected}\nBr\u{fffd}ssel | Belgique | 1200000\nÅre | Sverige | 1400"),
        ),
        bytes(
            "the first letter beyond ASCII comes late and is Windows-1252",
            [b"name,n\n".to_vec(), b"plain,1\n".repeat(3), b"Jos\xe9,2\n".to_vec()].concat(),
            "name text | n integer
             plain | 1
             plain | 1
             plain | 1
             José | 2",
        ),
        bytes(
            "a zero byte in a cell",
            b"a,b\nsome text,1\nx\0y and more text,2\n".to_vec(),
            "a text | b integer
             some text | 1
             x\0y and more text | 2",
        ),
        case(
            "a byte order mark before a quoted name",
            "\u{feff}\"id\",\"name\"\n\"1\",\"x\"\n\"2\",\"y\"\n",
            "id integer | name text
             1 | x
             2 | y",
        ),
    ]);
    cases
}
