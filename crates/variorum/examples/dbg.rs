use variorum::analyse::analyse;
use variorum::article::{Article, Metadata};
fn main() {
    for w in [
        "closed shut",
        "stop end",
        "ridiculous absurd",
        "lost forfeited",
        "trust confidence",
        "fair just",
        "overdue overdue",
        "extended lengthy",
        "productive fruitful",
        "durable enduring",
        "trustworthy dependable",
        "durable dependable",
    ] {
        let (a, b) = w.split_once(' ').unwrap();
        println!("{w}: {:?}", variorum::collate::align::kinship(a, b));
    }
    let texts: Vec<String> = std::env::args().skip(1).collect();
    let articles: Vec<Article> = texts.iter().map(|t| Article::new("x", t.as_str(), Metadata::default())).collect();
    let analyses: Vec<_> = articles.iter().map(analyse).collect();
    let member = |article| variorum::relate::Membership { article, similarity: 1.0, reason: String::new() };
    let story = variorum::relate::Story { id: String::new(), members: (0..texts.len()).map(member).collect() };
    for q in variorum::collate::quotation::join(&story, &articles, &analyses, &[]) {
        println!("QUOTATION {:?} {}", q.speaker, q.why);
        for r in &q.readings {
            println!(
                "   {} {:?} {:?}",
                r.article,
                r.said_by,
                r.spans.iter().map(|s| s.of(&texts[r.article])).collect::<Vec<_>>()
            );
        }
        for c in &q.comparisons {
            println!("   {}-{} {:?} {}", c.first, c.second, c.relation, c.why);
        }
    }
    for t in std::env::args().skip(1) {
        let a = Article::new("x", t.as_str(), Metadata::default());
        let r = analyse(&a);
        for q in &r.quoted {
            println!("Q {:?}", q.inner.of(&t));
        }
        for x in &r.attributions {
            println!(
                "A src={:?} cue={:?} content={:?} medium={:?} occ={:?} addr={:?} spk={:?}",
                x.source.map(|s| s.of(&t)),
                x.cue.map(|s| s.of(&t)),
                x.content.iter().map(|s| s.of(&t)).collect::<Vec<_>>(),
                x.medium.map(|s| s.of(&t)),
                x.occasion.map(|s| s.of(&t)),
                x.addressee.map(|s| s.of(&t)),
                x.speakers
            );
        }
    }
}
