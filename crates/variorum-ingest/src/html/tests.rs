use super::*;

const PARAGRAPHS: &str = r#"<p>The ferry <a href="/selma">Selma</a> hit a barge off <a href="/amary">Port Amary</a>, which <em>nobody</em> had seen in the fog on Sunday.</p>
<p>“We were wholly unprepared,” the <a href="/master">harbour master Ada Roe</a> told the Amary Post, and other ports including <a href="/bo">Bo Haven</a>, were closed for the whole of the day.</p>
<p>Fourteen people were hurt, the hospital said; the ferry was towed to the yard, where it will be laid up until the owners have been heard by the board.</p>"#;

fn page(head: &str, body: &str) -> String {
    let menu = r#"<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>"#;
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head>{head}</head><body>{menu}<article>{body}</article><footer>© Amary Post</footer></body></html>"
    )
}

fn read_page(html: &str) -> Draft {
    read(html, &Place::whole("page.html"), &mut Vec::new()).unwrap()
}

#[test]
fn the_main_text_keeps_its_paragraphs_and_the_words_of_its_links() {
    let draft = read_page(&page("<title>Ferry hits barge</title>", &format!("<h1>Ferry hits barge</h1>{PARAGRAPHS}")));
    let paragraphs: Vec<&str> = draft.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{}", draft.text);
    assert!(
        paragraphs[0].starts_with("The ferry Selma hit a barge off Port Amary, which nobody had seen"),
        "{}",
        draft.text
    );
    assert!(
        paragraphs[1].contains("harbour master Ada Roe told") && paragraphs[1].contains("including Bo Haven, were")
    );
    assert!(!draft.text.contains("Sport") && !draft.text.contains('©'), "{}", draft.text);
}

#[test]
fn what_the_page_states_is_read_with_time_and_zone() {
    let head = r#"<link rel="canonical" href="https://amarypost.example/ferry">
        <meta property="og:site_name" content="Post"><meta name="date" content="2025-05-04">
        <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "headline": "Wrong"},
        {"@type": ["NewsArticle"], "headline": "Ferry hits barge", "datePublished": "2025-05-04T18:30:00+02:00",
         "author": [{"name": "Ada Roe"}, {"name": "Bo Lind"}], "publisher": {"@type": "Organization", "name": "Amary Post"}}]}</script>"#;
    let metadata = read_page(&page(head, PARAGRAPHS)).metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Ferry hits barge"));
    assert_eq!(metadata.published.unwrap().to_string(), "2025-05-04T18:30:00+02:00");
    assert_eq!(metadata.outlet.as_deref(), Some("Amary Post"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada Roe, Bo Lind"));
    assert_eq!(metadata.url.as_deref(), Some("https://amarypost.example/ferry"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn a_day_in_a_meta_tag_gains_the_time_of_an_element_of_the_same_day() {
    let head = r#"<meta name="date" content="2025-05-04">"#;
    let body = format!("<time datetime=\"2025-05-04T18:30:00Z\">4 May</time>{PARAGRAPHS}");
    assert_eq!(read_page(&page(head, &body)).metadata.published.unwrap().to_string(), "2025-05-04T18:30:00+00:00");
}

#[test]
fn hostile_pages_are_refused() {
    let deep = page("", &format!("{}{PARAGRAPHS}", "<div>".repeat(100_000)));
    for html in ["", "<html></html>", "<script>x</script>", deep.as_str()] {
        let failure = read(html, &Place::whole("page.html"), &mut Vec::new()).unwrap_err();
        assert!(!failure.remedy.is_empty());
    }
}
