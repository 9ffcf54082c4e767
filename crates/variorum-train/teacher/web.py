"""Takes the texts of the web out of the source archive of vaderSentiment 3.3.2: one {"text": ...} a line.

    pip download --no-deps --no-binary :all: vaderSentiment==3.3.2
    python web.py --archive vaderSentiment-3.3.2.tar.gz --out web.jsonl

Reviews of films and goods, short messages, leaders: 23,699 snippets (Hutto, Gilbert 2014; MIT). Their ratings are not used.
"""

import argparse
import io
import json
import tarfile

INNER = "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz"
PARTS = "amazonReviewSnippets movieReviewSnippets nytEditorialSnippets tweets".split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--archive", required=True)
    parser.add_argument("--data", help="not used")
    parser.add_argument("--seed", type=int, help="not used: nothing is drawn")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    with tarfile.open(arguments.archive) as outer:
        inner = tarfile.open(fileobj=io.BytesIO(outer.extractfile(INNER).read()))
    with open(arguments.out, "w", encoding="utf-8") as file:
        for part in PARTS:
            snippets = inner.extractfile(f"hutto_ICWSM_2014/{part}_GroundTruth.txt").read().decode("utf-8", "replace")
            for line in snippets.splitlines():
                # Number, rating, text.
                text = line.split("\t", 2)[-1].replace("''", '"')
                file.write(json.dumps({"text": " ".join(text.split())}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
