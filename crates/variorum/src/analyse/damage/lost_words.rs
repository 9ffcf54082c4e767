//! Words that are gone: names after titles, objects of prepositions, subjects of quoted clauses, heads of sentences.

use super::lexicon::LEXICON;
use super::{Damage, DamageKind, Page, is_lower};
use crate::analyse::quoted::QuotedPassage;
use crate::text::Sentence;

pub(super) fn find(page: &Page<'_>, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    let spaced_marks = has_spaced_marks(page);
    for sentence in &page.layout.sentences {
        for token in sentence.tokens.clone() {
            name_after_title(page, sentence, token, found);
            broken_pair(page, token, quoted, found);
            if !spaced_marks {
                word_before_mark(page, token, found);
            }
            sentence_from_its_middle(page, token, found);
        }
    }
    subject_of_quoted_clause(page, quoted, found);
    text_cut_off(page, found);
}

/// "U.S. President engaged in", "with Russian President and Ukrainian President Ada Roe": a title with no article and
/// no possessive stands where only a name can follow, and none does.
fn name_after_title(page: &Page<'_>, sentence: &Sentence, token: usize, found: &mut Vec<Damage>) {
    let Some((first, last)) = title_at(page, token) else { return };
    let nation = first > sentence.tokens.start && LEXICON.has("nation", page.word(first - 1));
    let start = if nation { first - 1 } else { first };
    let opens_sentence = start == sentence.tokens.start;
    let before = if opens_sentence { "" } else { page.word(start - 1) };
    let after_cue = LEXICON.has("before_name", before);
    // "Premier said" may be a nickname or a style; an office of two words that opens a sentence is neither.
    let office = nation || last > first;
    if !(opens_sentence && office || after_cue && (nation || !matches!(before, "," | "and"))) {
        return;
    }
    let (next, second) = (page.word(last + 1), page.word(last + 2));
    if last + 1 >= sentence.tokens.end {
        return;
    }
    let missing = match next {
        "." => nation && matches!(before, "with" | "between" | "told" | "met") && last + 2 >= sentence.tokens.end,
        "," => nation && after_cue && before != "," && matches!(second, "who" | "whose" | "whom"),
        "and" => nation && LEXICON.has("nation", second) && title_at(page, last + 3).is_some(),
        _ => {
            let ends_in_mark = matches!(page.word(sentence.tokens.end.saturating_sub(1)), "." | "”" | "\"" | "!" | "?");
            ends_in_mark && LEXICON.has("finite", next)
        }
    };
    if missing {
        let title = page.cover(start, last).map_or("", |anchor| anchor.of(page.text));
        let explanation = format!("No name stands after “{title}”.");
        push(page, DamageKind::MissingName, start, last + 1, explanation, found);
    }
}

/// First and last token of a title that begins at `token` and is not the tail of a longer one.
fn title_at(page: &Page<'_>, token: usize) -> Option<(usize, usize)> {
    if !page.word(token).starts_with(char::is_uppercase) {
        return None;
    }
    let known = |last: usize| page.cover(token, last).is_some_and(|anchor| LEXICON.has("title", anchor.of(page.text)));
    (token..token + 3).rev().find(|last| known(*last)).map(|last| (token, last))
}

/// "the of", "including is": two words that never stand side by side.
fn broken_pair(page: &Page<'_>, token: usize, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    let (first, second) = (page.word(token), page.word(token + 1));
    // All first words of the pairs are short and small: nothing to build for the others.
    if !is_lower(first) || first.len() > 9 || !is_lower(second) || second.len() > 4 || !page.spaced(token + 1) {
        return;
    }
    // "most of the of the comments" has a word too many, not one too few.
    let third = page.word(token + 2);
    if !LEXICON.has("broken_pair", &format!("{first} {second}")) || third == "/" || first == third {
        return;
    }
    let inside_quotation = page.cover(token, token + 1).is_none_or(|pair| {
        quoted.iter().any(|passage| passage.closed && passage.anchor.contains(pair) && passage.anchor.length() < 40)
    });
    if !inside_quotation {
        let explanation = format!("A word is missing between “{first}” and “{second}”.");
        push(page, DamageKind::MissingWords, token, token + 1, explanation, found);
    }
}

/// "including , is under consideration": a word that needs another after it stands before a mark that is set off by
/// the blank of the word that is gone.
fn word_before_mark(page: &Page<'_>, token: usize, found: &mut Vec<Damage>) {
    let (word, mark) = (page.word(token), page.word(token + 1));
    // Not the first of ". . .".
    if matches!(mark, "," | ".")
        && page.spaced(token + 1)
        && page.word(token + 2) != "."
        && LEXICON.has("needs_word", word)
    {
        let kind = if matches!(word, "the" | "a" | "an") { DamageKind::MissingWords } else { DamageKind::MissingName };
        push(page, kind, token, token + 1, format!("Nothing stands after “{word}”."), found);
    }
}

/// Whether the text sets marks off by blanks as a habit, as tokenised text does.
fn has_spaced_marks(page: &Page<'_>) -> bool {
    let marks = (0..page.layout.tokens.len()).filter(|token| matches!(page.word(*token), "," | "." | ";"));
    let (spaced, close): (Vec<usize>, Vec<usize>) = marks.partition(|token| page.spaced(*token));
    spaced.len() * 8 > close.len() && spaced.len() > 2
}

/// "in 2022. ongoing, with Port Amary demanding": after a full stop the next sentence begins in its middle.
fn sentence_from_its_middle(page: &Page<'_>, token: usize, found: &mut Vec<Damage>) {
    if page.word(token) != "." || page.spaced(token) || !page.spaced(token + 1) || token == 0 {
        return;
    }
    let (before, word, next) = (page.word(token - 1), page.word(token + 1), page.word(token + 2));
    let year = before.len() == 4 && before.bytes().all(|byte| byte.is_ascii_digit());
    let ends_sentence = year || (before.len() >= 5 && before.bytes().all(|byte| byte.is_ascii_lowercase()));
    let gone = ends_sentence
        && word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !LEXICON.has("opens", word)
        && !word.ends_with("ly")
        && next == ",";
    if gone {
        let explanation = format!("The sentence begins in its middle: words are missing before “{word}”.");
        push(page, DamageKind::MissingWords, token + 1, token + 1, explanation, found);
    }
}

/// "announced that \"agreed to begin\"": the clause after "that" has no subject.
fn subject_of_quoted_clause(page: &Page<'_>, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    for passage in quoted {
        let tokens = page.layout.tokens_in(passage.inner);
        let (verb, next) = (page.word(tokens.start), page.word(tokens.start + 1));
        let opening = page.layout.tokens_in(passage.anchor).start;
        let Some(before) = opening.checked_sub(1) else { continue };
        if page.word(before) == "that" && LEXICON.has("said_action", verb) && LEXICON.has("after_verb", next) {
            let explanation = format!("The clause has no subject: none stands before “{verb}”.");
            push(page, DamageKind::MissingSubject, before, tokens.start, explanation, found);
        }
    }
}

/// The text ends inside a sentence, or in the mark of a service that shortens texts ("[+1532 chars]").
fn text_cut_off(page: &Page<'_>, found: &mut Vec<Damage>) {
    let Some(last_token) = page.layout.tokens.len().checked_sub(1) else { return };
    let shortened = page.text.trim_end().ends_with("chars]")
        && page.text.rfind("[+").is_some_and(|start| page.text.len() - start < 24);
    let long_enough = page.layout.sentences.len() > 2;
    if shortened || (long_enough && LEXICON.has("needs_word", page.word(last_token))) {
        let first = if shortened { last_token.saturating_sub(2) } else { last_token };
        push(page, DamageKind::MissingWords, first, last_token, "The text is cut off here.".to_owned(), found);
    }
}

fn push(page: &Page<'_>, kind: DamageKind, first: usize, last: usize, explanation: String, found: &mut Vec<Damage>) {
    found.extend(page.cover(first, last).map(|anchor| Damage { kind, anchor, explanation }));
}
