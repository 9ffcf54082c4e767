use super::segment;

/// Cuts `text` and shows its tokens with `|` between them and its sentences with ` ‖ `.
fn shown(text: &str) -> String {
    let layout = segment(text);
    let sentences = layout.sentences.iter().map(|sentence| {
        let words: Vec<&str> = layout.tokens[sentence.tokens.clone()].iter().map(|token| token.of(text)).collect();
        words.join("|")
    });
    sentences.collect::<Vec<_>>().join(" ‖ ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected);
}

#[test]
fn clitics_are_cut_off() {
    check(
        "They don't know Varga's plan; we're told they cannot.",
        "They|do|n't|know|Varga|'s|plan|;|we|'re|told|they|can|not|.",
    );
    check("It’s the O’Neills’ boat.", "It|’s|the|O’Neills|’|boat|.");
}

#[test]
fn sentences_end_where_news_ends_them() {
    check("Gen. Ada B. Fell arrived at 5 p.m. She left.", "Gen.|Ada|B.|Fell|arrived|at|5|p.m. ‖ She|left|.");
    check("The U.S. President spoke. “We won.” He left.", "The|U.S.|President|spoke|. ‖ “|We|won|.|” ‖ He|left|.");
    check("\"Is it over?\" Varga asked.", "\"|Is|it|over|?|\"|Varga|asked|.");
}

#[test]
fn a_dateline_is_no_part_of_the_sentence_behind_it() {
    check("VARN, May 7 (BNA) - The bank closed.", "VARN|,|May|7|(|BNA|)|- ‖ The|bank|closed|.");
    check("VARN — “We won,” she said.", "VARN|— ‖ “|We|won|,|”|she|said|.");
    check("Varga - the mayor - left.", "Varga|-|the|mayor|-|left|.");
    check("The Selma (ferry) - a wreck - sank.", "The|Selma|(|ferry|)|-|a|wreck|-|sank|.");
}

#[test]
fn a_broken_line_goes_on_with_its_sentence_and_a_headline_does_not() {
    check(
        "On Monday, the Veltan President\nAda Fell resigned.",
        "On|Monday|,|the|Veltan|President|Ada|Fell|resigned|.",
    );
    check("Ferry sinks off Port Amary\nThe Selma sank.", "Ferry|sinks|off|Port|Amary ‖ The|Selma|sank|.");
}

#[test]
fn no_text_breaks_the_segmenter_and_every_token_has_one_sentence() {
    let pieces = [
        "\0",
        "’",
        "'s",
        "\u{301}",
        "…",
        ".",
        "👩‍👧",
        "\u{FEFF}",
        "a",
        "Ü.",
        "5",
        "-",
        "@",
        "$",
        "\n",
        " ",
        "\"",
        "漢字。",
        "http://",
        "ß's",
        "&",
        "'90s",
        "1,000",
        "Ph.D",
        "\u{2028}",
    ];
    let mut state = 7_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let layout = segment(&text);
        let mut next = 0;
        for sentence in &layout.sentences {
            assert_eq!(sentence.tokens.start, next, "{text:?}");
            assert!(!sentence.tokens.is_empty(), "{text:?}");
            assert!(sentence.tokens.clone().all(|token| sentence.anchor.contains(layout.tokens[token])), "{text:?}");
            next = sentence.tokens.end;
        }
        assert_eq!(next, layout.tokens.len(), "{text:?}");
        assert!(layout.tokens.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{text:?}");
    }
}
