//! Other words for values that are common in data: genders, countries, yes and no.

/// What else a word may be written as in the data.
pub(in crate::ask) fn namesakes(word: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let groups = GROUPS
        .iter()
        .filter(move |group| group.split('|').any(|other| other == word));
    groups
        .flat_map(|group| group.split('|'))
        .filter(move |other| *other != word)
}

const GROUPS: &[&str] = &[
    "women|woman|female|females|f",
    "men|man|male|males|m",
    "yes|true|y|1",
    "no|false|n|0",
    "us|usa|united states|america|united states of america|american|u s|u s a",
    "uk|united kingdom|britain|great britain|british|england",
    "germany|german|deutschland",
    "france|french",
    "italy|italian",
    "spain|spanish",
    "portugal|portuguese",
    "netherlands|dutch|holland|the netherlands",
    "belgium|belgian",
    "switzerland|swiss",
    "austria|austrian",
    "poland|polish",
    "sweden|swedish",
    "norway|norwegian",
    "denmark|danish",
    "finland|finnish",
    "ireland|irish",
    "scotland|scottish",
    "wales|welsh",
    "greece|greek",
    "turkey|turkish|türkiye",
    "russia|russian|russian federation",
    "ukraine|ukrainian",
    "china|chinese|pr china",
    "japan|japanese",
    "korea|korean|south korea",
    "india|indian",
    "australia|australian",
    "new zealand|new zealander",
    "canada|canadian",
    "mexico|mexican",
    "brazil|brazilian",
    "argentina|argentinian|argentine",
    "chile|chilean",
    "egypt|egyptian",
    "south africa|south african",
    "nigeria|nigerian",
    "kenya|kenyan",
    "israel|israeli",
    "europe|european",
    "asia|asian",
    "africa|african",
    "uae|united arab emirates",
    "new york|ny|nyc|new york city",
    "los angeles|la",
    "california|ca",
    "texas|tx",
    "florida|fl",
    "married|m",
    "single|s",
    "high|hi",
    "low|lo",
];
