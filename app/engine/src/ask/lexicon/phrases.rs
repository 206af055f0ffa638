//! Words and phrases of questions, and what each does.

use super::Lex;
use spec::chart::Kind;
use spec::filter::Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
use spec::question::Aggregate::{Deviation, First, Last, Max, Mean, Median, Min, Percentile, Sum};
use spec::question::Grain;
use spec::question::Order::{Ascending, Descending};

/// What a phrase does, and the phrases, `|` between them.
pub(super) const PHRASES: &[(Lex, &str)] = &[
    (
        Lex::Aggregate(Mean),
        "average|avg|mean|the average|averages|on average|typical|average of|mean of|avg of|average number of|average amount of|averaged|expected",
    ),
    (Lex::Aggregate(Median), "median|medians|median of|middle value of"),
    (
        Lex::Aggregate(Sum),
        "sum|sums|sum of|the sum of|summed|total amount of|total of|combined|overall|altogether|total value of",
    ),
    (Lex::Total, "total|totals|in total|total number"),
    (Lex::Aggregate(Max), "max|maximum|maximal|max of|maximum of|maxima|peak"),
    (Lex::Aggregate(Min), "min|minimum|minimal|min of|minimum of|minima"),
    (
        Lex::Aggregate(Deviation),
        "standard deviation|standard deviation of|std dev|stdev|stddev|deviation|variability|spread",
    ),
    (
        Lex::Aggregate(Percentile(0.9)),
        "90th percentile|p90|90th percentile of",
    ),
    (
        Lex::Aggregate(Percentile(0.95)),
        "95th percentile|p95|95th percentile of",
    ),
    (Lex::Aggregate(Percentile(0.99)), "99th percentile|p99"),
    (
        Lex::Aggregate(Percentile(0.25)),
        "25th percentile|first quartile|lower quartile",
    ),
    (
        Lex::Aggregate(Percentile(0.75)),
        "75th percentile|third quartile|upper quartile",
    ),
    (Lex::Aggregate(First), "first value of"),
    (Lex::Aggregate(Last), "last value of"),
    (
        Lex::TotalNumber,
        "total number of|the total number of|total count of|how many total|total numbers of",
    ),
    (
        Lex::Count,
        "how many|headcount|head count|headcounts|number of|numbers of|count of|counts of|count|counts|counted|the number of|amount of times|how often|how frequently|frequency|frequency of|frequencies|occurrences|occurrences of|occurrence of|volume of|number of times|quantity of|number count|# of|#|no of|count up|tally|tally of|how many times",
    ),
    (Lex::Number, "number|numbers|amount"),
    (Lex::Much, "how much"),
    (
        Lex::Distinct,
        "distinct|unique|different|number of different|number of distinct|number of unique|how many different|how many distinct|how many unique|count distinct|distinct count of|distinct number of|unique number of",
    ),
    (
        Lex::By,
        "by|per|grouped by|group by|grouped per|broken down by|break down by|breakdown by|across|according to|based on|depending on|as a function of|in terms of|by different|for different|by attribute|grouping by|group by attribute|aggregated by|across different|at different|in different|over each|segmented by|divided by|by number of|from different",
    ),
    (
        Lex::Each,
        "each kind of|each sort of|different kinds of|every kind of|each|every|for each|for every|in each|in every|of each|of every|by each|from each|from every|at each|per each|to each|with each|on each|for each of the|each of the|individual|respective|of all the",
    ),
    (
        Lex::Split,
        "split by|split them by|split it by|divide by|broken down further by|coloured by|colored by|color by|colour by|stacked by|stack by|broken out by|and split by|then by|and then by|stratified by|with colour|with color|split into",
    ),
    (
        Lex::Lead,
        "for all|in all|of all|for all the|of all the|for|in|of|at|from|to|within|among the|on|about|regarding|concerning|out of|inside|into|as for|along with",
    ),
    (
        Lex::Top,
        "top|leading|first|best|biggest|top performing|best performing",
    ),
    (Lex::Bottom, "bottom|worst|worst performing|lagging"),
    (
        Lex::Extreme(Descending, ""),
        "most|highest|largest|greatest|biggest|maximum number of|max number of|highest number of|largest number of|greatest number of|top ranked|highest amount of|the most|strongest",
    ),
    (
        Lex::Extreme(Ascending, ""),
        "least|lowest|smallest|fewest|lowest number of|smallest number of|minimum number of|fewest number of|least number of|the least|weakest|tiniest",
    ),
    (
        Lex::Extreme(Ascending, "price cost"),
        "cheapest|least expensive|lowest priced",
    ),
    (
        Lex::Extreme(Descending, "price cost"),
        "most expensive|priciest|dearest|costliest|most costly",
    ),
    (Lex::Extreme(Descending, "age"), "oldest|eldest"),
    (Lex::Extreme(Ascending, "age"), "youngest"),
    (Lex::Extreme(Descending, "duration length distance"), "longest"),
    (Lex::Extreme(Ascending, "duration length distance"), "shortest|briefest"),
    (Lex::Extreme(Descending, "height"), "tallest"),
    (Lex::Extreme(Descending, "weight"), "heaviest"),
    (Lex::Extreme(Ascending, "weight"), "lightest"),
    (Lex::Extreme(Descending, "speed"), "fastest|quickest"),
    (Lex::Extreme(Ascending, "speed"), "slowest"),
    (Lex::Extreme(Descending, "distance"), "farthest|furthest"),
    (Lex::Extreme(Ascending, "distance"), "nearest|closest"),
    (Lex::Extreme(Descending, "date time year"), "latest|newest|most recent"),
    (Lex::Extreme(Ascending, "date time year"), "earliest|least recent"),
    (
        Lex::Extreme(Descending, "rating score"),
        "best rated|highest rated|top rated",
    ),
    (
        Lex::Extreme(Descending, "salary pay income"),
        "best paid|highest paid|highest earning",
    ),
    (
        Lex::Extreme(Descending, "+quantity units revenue sales"),
        "best selling|top selling|bestselling|best sold|most sold",
    ),
    (
        Lex::Extreme(Ascending, "+quantity units revenue sales"),
        "worst selling|least sold",
    ),
    (
        Lex::Extreme(Descending, "+profit margin revenue"),
        "most profitable|best earning|highest earning",
    ),
    (
        Lex::Common(Descending),
        "most common|most frequent|most popular|commonest|most often|most used|busiest|most frequently",
    ),
    (
        Lex::Common(Ascending),
        "least common|least frequent|least popular|rarest|least often|least used",
    ),
    (
        Lex::Sort,
        "sort|sorted|sort by|sorted by|order by|ordered|ordered by|order|rank|ranked|rank by|ranked by|arrange|arranged|arranged by|sorting|ordering|ranking|in order of|in order|order in",
    ),
    (
        Lex::Show,
        "show|list|display|give|plot|draw|visualize|visualise|present|put",
    ),
    (
        Lex::Direction(Descending),
        "descending|desc|from the oldest to the youngest|from oldest to youngest|from the longest to the shortest|from longest to shortest|from high to low|high to low|from highest to lowest|highest to lowest|highest first|largest first|biggest first|decreasing|descending order|desc order|in descending order|in desc order|in decreasing order|from largest to smallest|largest to smallest|high to low order|from high to low order|in descending|in desc|most first|z to a|from z to a|reverse order|in reverse order|newest first|latest first|most recent first|from big to small|from most to least|from top to bottom|from the highest to the lowest",
    ),
    (
        Lex::Direction(Ascending),
        "ascending|asc|from the youngest to the oldest|from youngest to oldest|from the shortest to the longest|from shortest to longest|from low to high|low to high|from lowest to highest|lowest to highest|lowest first|smallest first|increasing|ascending order|asc order|in ascending order|in asc order|in increasing order|from smallest to largest|smallest to largest|low to high order|from low to high order|in ascending|in asc|least first|oldest first|earliest first|from small to big|from least to most|from bottom to top|from the lowest to the highest",
    ),
    (
        Lex::Alphabetical(Descending),
        "in reverse lexicographical order|in reversed lexicographical order|reversed lexicographical order|reverse lexicographical order|in reverse alphabetical order|in reversed alphabetical order|reverse alphabetical order|reverse alphabetically",
    ),
    (
        Lex::Alphabetical(Ascending),
        "lexicographical order|in lexicographical order|lexicographically|alphabetical|alphabetically|in alphabetical order|alphabetic order|a to z|from a to z|a z|by alphabetical order|alphabetical order|in alphabetic order|chronologically|in chronological order|chronological order",
    ),
    (
        Lex::AxisX,
        "x axis|the x axis|x|x axes|x coordinate|bars|bar|x label|x labels|names",
    ),
    (Lex::AxisY, "y axis|the y axis|y|y axes|y coordinate|value|values"),
    (
        Lex::Compare(Greater),
        "more than|greater than|larger than|bigger than|higher than|above|over|exceeding|exceeds|exceed|>|longer than|older than|taller than|heavier than|farther than|faster than|exceeded|in excess of|upwards of|better than|later than",
    ),
    (
        Lex::Compare(Less),
        "less than|fewer than|smaller than|lower than|below|under|<|shorter than|younger than|lighter than|cheaper than|slower than|earlier than|worse than|beneath",
    ),
    (
        Lex::Compare(AtLeast),
        "at least|no less than|not less than|>=|≥|minimum of at least|or more|no fewer than|greater than or equal to|more than or equal to|equal to or greater than|not lower than|starting at",
    ),
    (
        Lex::Compare(AtMost),
        "at most|no more than|not more than|<=|≤|up to|or less|or fewer|less than or equal to|smaller than or equal to|equal to or less than|not higher than|no greater than|not exceeding",
    ),
    (
        Lex::Compare(Equal),
        "=|==|equals|equal to|equal|is equal to|exactly|is exactly|equalling|same as",
    ),
    (
        Lex::Compare(NotEqual),
        "!=|<>|≠|is not equal to|not equal to|does not equal|differs from|do not equal|is not|are not|isn't|aren't|was not|not equal",
    ),
    (
        Lex::Between,
        "between|in between|in the range|in the range of|ranging from|range from|in the range from|ranges from|in the range between",
    ),
    (
        Lex::Not,
        "not|except|except for|are not from|is not from|not from the|excluding|without|other than|apart from|not in|not from|non|outside|outside of|ignoring|but not|besides|never|no|not on|don't|doesn't|do not|does not|did not|exclude|leave out|leaving out|not to|not at",
    ),
    (
        Lex::Contains,
        "containing|contains|contain|including the word|like|has the word|with the word|includes|include|includes the word|includes the letter|include the letter|contains letter|having the word|has the substring|with the substring|mentioning|mentions|contains the word|containing the word|contain the word|including|with the letter|contains the letter|have the letter|has the letter|containing the letter|contain the letter|including the letter",
    ),
    (
        Lex::Starts,
        "starting with|starts with|start with|beginning with|begins with|begin with|that begin with|whose name starts with|starting with the letter|starts with the letter|start with the letter|beginning with the letter|begins with the letter|begin with the letter|start with letter|starting with letter|starts with letter",
    ),
    (
        Lex::Ends,
        "ending with|ends with|end with|ending in|ends in|end in|ending with the letter|ends with the letter|end with the letter",
    ),
    (
        Lex::Null,
        "missing|null|empty|blank|is null|is missing|are missing|is empty|not known|unknown|has no value|not available|is unknown|are null|not recorded|na|absent|do not have any|does not have any|does not have a|do not have a|don't have a|doesn't have a|without any|without a",
    ),
    (
        Lex::Present,
        "not null|not missing|not empty|is not null|known|present|available|is not missing|non null|nonempty|not blank|is known",
    ),
    (
        Lex::And,
        "and|&|plus|as well as|along with the|together with|and also|and the|versus the",
    ),
    (Lex::Or, "or|or in|or from|or for|nor"),
    (Lex::To, "to|through|till|up until|thru"),
    (
        Lex::Where,
        "where|whose|with|having|has|have|had|that have|which have|who have|that has|which has|who has|that had|who had|which had|that are|that is|which are|if|when the|only where|whose the|such that|provided that|limited to|restricted to|filtered by|filter by|filtered to|filter|given that|given|of which|for which|where the",
    ),
    (
        Lex::Which,
        "which|what|what is|what are|which is|which are|what's|what was|what were|which of the|what kind of|what kinds of|which type of",
    ),
    (Lex::Who, "who|whom|which person|who is|who are"),
    (
        Lex::When,
        "when|at what time|what time|when was|when were|when did|since when",
    ),
    (
        Lex::Grain(Grain::Year),
        "year|years|yearly|annual|annually|per annum|each year|by year|every year|year over year|year interval|year by year",
    ),
    (
        Lex::Grain(Grain::Quarter),
        "quarter|quarters|quarterly|quarter by quarter",
    ),
    (
        Lex::Grain(Grain::Month),
        "month|months|monthly|month over month|month by month",
    ),
    (Lex::Grain(Grain::Week), "week|weeks|weekly|week by week"),
    (
        Lex::Grain(Grain::Day),
        "day|days|daily|date|dates|day by day|calendar day",
    ),
    (
        Lex::Grain(Grain::HourOfDay),
        "hour|hours|hourly|hour of day|hour of the day|time of day|time of the day|hours of the day",
    ),
    (Lex::Grain(Grain::Minute), "by minute|per minute|each minute"),
    (
        Lex::Grain(Grain::Weekday),
        "weekday|weekdays|day of week|day of the week|week day|days of the week|days of week|dow|week days|which day of the week|weekday interval|day of week interval",
    ),
    (
        Lex::Grain(Grain::MonthOfYear),
        "month of year|month of the year|months of the year|calendar month|seasonality|season of the year|which month|calendar months",
    ),
    (Lex::Grain(Grain::QuarterOfYear), "quarter of year|quarter of the year"),
    (
        Lex::Grain(Grain::DayOfMonth),
        "day of month|day of the month|days of the month",
    ),
    (
        Lex::Chart(Kind::Column),
        "bar chart|bar charts|bar graph|bar graphs|bar plot|column chart|column graph|bars chart|barchart|columns chart|vertical bars|vertical bar chart|as bars|as columns|barplot|bar diagram|as a bar|in bars|as bar",
    ),
    (
        Lex::Chart(Kind::Bar),
        "horizontal bar chart|horizontal bar|horizontal bars|horizontal bar graph|lying bars",
    ),
    (
        Lex::Chart(Kind::GroupedBar),
        "grouped bar chart|grouped bar|grouped bars|clustered bar chart|clustered bars|side by side bars|clustered column chart|grouped column chart",
    ),
    (
        Lex::Chart(Kind::StackedBar),
        "stacked bar chart|stacked bar|stacked bars|stacked column chart|stacked columns|stack bar chart|stacked chart|stacked bar graph|stacked bar plot|stacked",
    ),
    (
        Lex::Chart(Kind::Line),
        "line chart|line graph|line plot|as a line|line charts|as lines|lines|time series|timeline|line|curve|time series chart|multi line chart|trend line|line diagram",
    ),
    (
        Lex::Chart(Kind::Area),
        "area chart|area graph|area plot|as an area|area",
    ),
    (
        Lex::Chart(Kind::Pie),
        "pie chart|pie|pie graph|pie charts|pie plot|pie diagram",
    ),
    (
        Lex::Chart(Kind::Scatter),
        "scatter|scatter plot|scatterplot|scatter chart|scatter graph|scatter diagram|point chart|dot plot|points|scattergram|scatter plots",
    ),
    (
        Lex::Chart(Kind::Donut),
        "donut chart|doughnut chart|donut|doughnut|ring chart|donut charts",
    ),
    (
        Lex::Chart(Kind::PercentBar),
        "percent bar chart|percent bars|percent stacked bar chart|percent stacked bars|relative bar chart",
    ),
    (
        Lex::Chart(Kind::SmoothLine),
        "smooth line chart|smooth line|spline chart|spline",
    ),
    (
        Lex::Chart(Kind::StepLine),
        "step line chart|step line|step chart|stepped line",
    ),
    (
        Lex::Chart(Kind::StackedArea),
        "stacked area chart|stacked area|stacked areas",
    ),
    (
        Lex::Chart(Kind::Combo),
        "combo chart|combination chart|bars and line|bars and lines|bar and line chart|dual axis chart",
    ),
    (Lex::Chart(Kind::Bubble), "bubble chart|bubble plot|bubbles"),
    (
        Lex::Chart(Kind::Density),
        "density plot|density chart|density map|density heatmap",
    ),
    (
        Lex::Chart(Kind::BoxPlot),
        "box plot|boxplot|box plots|boxplots|box and whisker plot|box and whiskers",
    ),
    (Lex::Chart(Kind::Band), "band chart|fan chart|range chart"),
    (Lex::Chart(Kind::Waterfall), "waterfall chart|waterfall|bridge chart"),
    (
        Lex::Chart(Kind::Rose),
        "rose chart|nightingale chart|polar area chart|coxcomb chart",
    ),
    (Lex::Chart(Kind::Bullet), "bullet chart|bullet graph|bullet charts"),
    (Lex::Chart(Kind::Pareto), "pareto chart|pareto|pareto diagram"),
    (
        Lex::Chart(Kind::PolarBar),
        "polar bar chart|polar bars|radial bar chart|radial bars",
    ),
    (
        Lex::Chart(Kind::Candlestick),
        "candlestick chart|candlestick|candlesticks|candle chart",
    ),
    (Lex::Chart(Kind::ErrorBar), "error bars|error bar chart|error bar"),
    (Lex::Chart(Kind::Lollipop), "lollipop chart|lollipop|lollipops"),
    (Lex::Chart(Kind::Bump), "bump chart|rank chart|ranking chart"),
    (Lex::Chart(Kind::Histogram), "histogram|histograms|histogram chart"),
    (
        Lex::Chart(Kind::Heatmap),
        "heatmap|heat map|matrix|heat map chart|heatmap chart",
    ),
    (
        Lex::Chart(Kind::Calendar),
        "calendar chart|calendar heatmap|calendar heat map|as a calendar|calendar view",
    ),
    (
        Lex::Chart(Kind::Cohort),
        "cohort chart|cohort table|cohort analysis|as cohorts|as a cohort",
    ),
    (Lex::Chart(Kind::Funnel), "funnel chart|funnel|as a funnel"),
    (
        Lex::Chart(Kind::Gauge),
        "gauge|gauge chart|as a gauge|dial chart|speedometer",
    ),
    (Lex::Chart(Kind::Treemap), "treemap|tree map|treemap chart|as a treemap"),
    (Lex::Chart(Kind::Sunburst), "sunburst|sunburst chart|as a sunburst"),
    (
        Lex::Chart(Kind::Tree),
        "tree chart|tree diagram|tree graph|as a tree|dendrogram",
    ),
    (
        Lex::Chart(Kind::Sankey),
        "sankey|sankey diagram|sankey chart|flow diagram|alluvial diagram",
    ),
    (
        Lex::Chart(Kind::Network),
        "network chart|network graph|network diagram|as a network",
    ),
    (
        Lex::Chart(Kind::Radar),
        "radar chart|radar|spider chart|spider plot|as a radar",
    ),
    (
        Lex::Chart(Kind::Parallel),
        "parallel coordinates|parallel coordinates chart|parallel chart|parallel plot",
    ),
    (
        Lex::Chart(Kind::ThemeRiver),
        "stream graph|streamgraph|stream chart|theme river|themeriver",
    ),
    (Lex::Chart(Kind::Gantt), "gantt chart|gantt|gantt diagram"),
    (
        Lex::Chart(Kind::Choropleth),
        "choropleth|choropleth map|as a map|on a map|world map|map chart",
    ),
    (
        Lex::Chart(Kind::BubbleMap),
        "bubble map|point map|dots on a map|bubbles on a map",
    ),
    (
        Lex::Chart(Kind::SparkTable),
        "table of lines|sparklines|spark lines|sparkline table|spark table",
    ),
    (
        Lex::Chart(Kind::Pivot),
        "pivot table|pivot|cross table|crosstab|cross tab|cross tabulation|contingency table|as a pivot",
    ),
    (
        Lex::Chart(Kind::Kpi),
        "single number|one number|a number|kpi|as a number|as a figure|single figure|big number|as one number|just the number|a single number|a single figure|one figure",
    ),
    (
        Lex::Chart(Kind::Table),
        "table|as a table|data table|as table|in a table|tabular|as rows|a table|tabulate|spreadsheet",
    ),
    (
        Lex::Share,
        "share of|share|percentage of|percent of|% of|percentage|percent|%|fraction of|shares of|portion of|percentages of|market share|market share of|contribution of|share of total|share of the total|percent of total|percentage of total|percentage of the total|% of total|relative frequency",
    ),
    (
        Lex::Proportion,
        "proportion|proportion of|proportions|proportions of|ratio of|composition of|makeup of|parts of|the proportion of|composition",
    ),
    (
        Lex::Trend,
        "over time|trend|trends|trend of|development of|evolution of|evolution|history of|through time|across time|over the time|time trend|over the years|over the months|changes over time|change over time|changed over time|trends in|trend in|evolve|evolved|with time|developed over time|develop over time|trend over time|trends over time",
    ),
    (
        Lex::Distribution,
        "distribution of|distribution|distributed|distributions of|spread of|how is|histogram of|range of|binned",
    ),
    (
        Lex::Relation,
        "relationship between|relationship|correlation between|correlation|relation between|relation|correlate with|correlated with|depend on|depends on|association between|correlations between|relate to|related to|affect|affects|influence|influences|correlate|correlates with|relationship of|correlation of|impact|dependence of|vary with|varies with",
    ),
    (
        Lex::Rows,
        "everything|all data|all the data|all rows|raw data|the raw data|the whole table|the data|rows|records|entries|observations|lines of data|cases|data points|row|record|entry|rows of data|samples|those records|those records from|instances|items",
    ),
    (
        Lex::Since,
        "since|from|starting|starting in|starting from|starting on|beginning in|beginning on|as of|on or after|from the",
    ),
    (Lex::After, "after|later than|past the|following"),
    (Lex::Before, "before|prior to|earlier than|ahead of|preceding"),
    (
        Lex::Until,
        "until|till|up to|through|up until|by the end of|through to|no later than|on or before",
    ),
    (
        Lex::Only,
        "only|just|only for|only in|only the|restrict to|keep|keep only|focus on|limit to|limit|zoom in on|zoom in to|just for|just the|what about|how about|only with|only show|show only|but only|now only|but only for|but for|now for|same for|the same for|same but for",
    ),
    (Lex::Too, "too|as well|also|in addition|additionally|add"),
    (
        Lex::Rest,
        "and the rest|and others|rest as other|the rest as other|others as other|and other|and the rest as other|with the rest|with other|rest grouped|and all others|group the rest|with the rest as other|and the others",
    ),
    (
        Lex::Against,
        "compare|comparison of|comparison|comparing|compared to|compared with|versus|vs|against|comparison between|difference between|comparison about|with respect to|compare the|in comparison to|relative to|compared",
    ),
    (Lex::Break, ",|;|:|.|?|!|please"),
    (
        Lex::Stop,
        "either|compute|a|an|the|is|are|was|were|be|been|being|am|do|does|did|done|me|my|i|we|us|our|you|your|it|its|this|that|these|those|there|their|them|they|he|she|his|her|can|could|would|will|should|may|might|must|shall|get|gets|see|tell|find|make|create|return|provide|generate|build|produce|chart|graph|diagram|plot|visualization|visualisation|using|use|used|as|then|so|but|if|also|want|wants|like|need|know|look|let|let's|i'd|i'll|i'm|how|why|whether|some|any|all|both|such|same|own|which|data|dataset|information|info|please|kindly|hi|hello|hey|thanks|thank|ok|okay|yes|go|going|went|having|per|via|than|one|ones|corresponding|associated|respectively|overview|summary|details|report|show me|give me|tell me|i want to|i want|i would like to|could you|can you|please show|let me see|based|now|instead|again|made|happen|happened|occur|occurred|exist|exists|there are|there is|there were|do we have|we have|take|takes|run|belong|belongs|belonging|named|called|attribute|attributes|column|columns|field|fields|interval|intervals|bin|bins|group|grouped|grouping|x's|many|much|together|overall|up|down|right|well|really|actually|quickly|simply|well|different|various|several|change|changes|looks|look like|actually|s|t|end|kind|sort of|according|represent|represents|representing|showing|shows|shown|listing|lists|listed|giving|given by|drawing|plotting|displaying|displayed|visualizing|describing|about the|visualized|available|results|result|order|whole|entire|complete|full|every one|each one|anything|something",
    ),
    (Lex::Place, "where is|where are|where do|where did|where does"),
];
