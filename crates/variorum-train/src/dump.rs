use crate::arguments::Arguments;
use variorum::analyse::analyse;
use variorum::article::{Article, Metadata};
pub fn run(arguments: &Arguments) -> std::io::Result<()> {
    let text = std::fs::read_to_string(arguments.value("file").unwrap_or_default())?;
    let article = Article::new("x", text, Metadata::default());
    let a = analyse(&article);
    let t = &article.text;
    for (n, s) in a.layout.sentences.iter().enumerate() {
        println!("\n#{n} {}", s.anchor.of(t));
        if arguments.flag("parse") {
            for i in s.tokens.clone() {
                let h = a.reading.syntax.head(i).map_or("-", |h| a.layout.tokens[h].of(t));
                print!(
                    "{}/{}/{}>{} ",
                    a.layout.tokens[i].of(t),
                    a.reading.syntax.tag(i).name(),
                    a.reading.syntax.relation(i).name(),
                    h
                );
            }
            println!();
        }
        for m in a.reading.mentions.iter().filter(|m| s.anchor.contains(m.anchor)) {
            println!(
                "   M {} -> {:?} {:?}",
                m.anchor.of(t),
                m.kind,
                m.entity.map(|e| (a.reading.entities[e].kind, a.reading.entities[e].key.clone()))
            );
        }
        for q in a.reading.quantities.iter().filter(|m| s.anchor.contains(m.anchor)) {
            println!(
                "   Q {} [{},{:?}] {} {:?} {:?} {:?}",
                q.anchor.of(t),
                q.low,
                q.high,
                q.unit,
                q.approximation,
                q.counted.map(|c| c.of(t)),
                q.status
            );
        }
        for q in a.reading.times.iter().filter(|m| s.anchor.contains(m.anchor)) {
            println!("   T {} {:?} {} {:?}", q.anchor.of(t), q.kind, q.value, q.days);
        }
        for q in a.attributions.iter().filter(|m| s.anchor.contains(m.content[0])) {
            println!(
                "   A {:?} src {:?} cue {:?} content {:?} speakers {:?}",
                q.kind,
                q.source.map(|s| s.of(t)),
                q.cue.map(|s| s.of(t)),
                q.content.iter().map(|c| c.of(t)).collect::<Vec<_>>(),
                q.speakers.iter().map(|e| a.reading.entities[*e].key.clone()).collect::<Vec<_>>()
            );
        }
        for q in a.statements.iter().filter(|m| m.sentence == n) {
            println!(
                "   S {} «{}» {:?} args {:?} q{:?} t{:?}",
                q.lemma,
                q.anchor.of(t),
                q.assertion,
                q.arguments.iter().map(|a| (a.role, a.anchor.of(t))).collect::<Vec<_>>(),
                q.quantities,
                q.times
            );
        }
        for q in a.damage.iter().filter(|m| s.anchor.overlaps(m.anchor)) {
            println!("   D {:?} {}", q.kind, q.anchor.of(t));
        }
    }
    Ok(())
}
