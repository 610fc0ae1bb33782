"""Writes what Hugging Face's fast tokenizers make of texts: some in full, thousands of real sentences as a digest.

    python tokenized_texts.py SHARED_DATA

SHARED_DATA is the folder with bert-tokenizers, rt-polarity and xquad. Files go to ../resources/text.
"""

import hashlib
import json
import pathlib
import sys

import tokenizers
import transformers
from tokenizers import decoders, models, pre_tokenizers, processors, trainers

data = pathlib.Path(sys.argv[1])
out = pathlib.Path(__file__).parent.parent / "resources" / "text"

TEXTS = [
    "The film was played, re-played & out-played!",
    "",
    "   ",
    "Héllo 😀 wörld 中文 naïve 👩‍👩‍👧 end",
    "tab\tand\nnew line\u00a0and\u200bmore \ufffd",
    "antidisestablishmentarianism " * 3,
    "[CLS] is [MASK] here ##ing",
    "don't can't it's $3.50 100% a_b",
]
PAIRS = [
    ["who played?", "The films were played by the old players in the town."],
    ["The films were played by the old players in the town, again and again.", "who?"],
]


def small_bert(folder):
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    words += list(letters) + ["##" + c for c in letters] + list(".,!?&-$%_'中文")
    words += ["the", "film", "was", "play", "##ed", "were", "by", "old", "##ers", "in", "town", "who", "again", "and",
              "re", "out", "hello", "world", "end", "don", "can", "it", "new", "line", "anti", "##dis", "##establish", "##ment"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(words) + "\n")
    (folder / "tokenizer_config.json").write_text(
        json.dumps(dict(tokenizer_class="BertTokenizer", do_lower_case=True, model_max_length=64)))
    return transformers.BertTokenizer.from_pretrained(folder)


def small_roberta(folder):
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(TEXTS * 2 + [t for p in PAIRS for t in p] * 2, trainers.BpeTrainer(
        vocab_size=320, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>", unk_token="<unk>",
        pad_token="<pad>", mask_token="<mask>", model_max_length=40)
    folder.mkdir(parents=True, exist_ok=True)
    fast.save_pretrained(folder)
    return fast


def utf16(text, place):
    """Places in Java count UTF-16 units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def rows(encoding, *texts, words=None):
    """One row a token: id, type, word, text, start, end."""
    result = []
    for i, word, sequence, (start, end), type_id in zip(
            encoding.ids, encoding.word_ids, encoding.sequence_ids, encoding.offsets, encoding.type_ids):
        source = "" if sequence is None else words[word] if words else texts[sequence]
        result.append([i, type_id, -1 if word is None else word, -1 if sequence is None else sequence,
                       utf16(source, start), utf16(source, end)])
    return result


def cases(name, tokenizer, length):
    written = []

    def case(kind, texts, encodings, **options):
        written.append(dict(kind=kind, texts=texts, encodings=encodings, **options))

    for text in TEXTS:
        case("text", [text], [rows(tokenizer(text, truncation=True, max_length=length).encodings[0], text)], length=length)
        words = text.split(" ")
        if text.strip():
            case("words", words, [rows(tokenizer(words, is_split_into_words=True, truncation=True, max_length=length)
                                       .encodings[0], words=words)], length=length)
    for first, second in PAIRS:
        for truncation in ["longest_first", "only_first", "only_second"]:
            short = first if truncation == "only_first" else second
            if truncation != "longest_first" and len(short) < 10:
                continue
            made = tokenizer(first, second, truncation=truncation, max_length=26)
            case("pair", [first, second], [rows(made.encodings[0], first, second)], length=26, truncation=truncation)
    question, context = PAIRS[0][0], " ".join(p[1] for p in PAIRS * 3)
    made = tokenizer(question, context, truncation="only_second", max_length=32, stride=7, return_overflowing_tokens=True)
    case("windows", [question, context], [rows(e, question, context) for e in made.encodings], length=32, stride=7)
    padded = tokenizer(TEXTS[:3], padding=True)
    batch = dict(tokenIds=padded["input_ids"], attentionMask=padded["attention_mask"])
    decoded = [tokenizer.decode(tokenizer(t)["input_ids"], skip_special_tokens=True, clean_up_tokenization_spaces=False)
               for t in TEXTS]
    (out / f"{name}.json").write_text(json.dumps(dict(
        size=len(tokenizer), pad=tokenizer.pad_token_id, mask=tokenizer.mask_token_id, cases=written, batch=batch,
        texts=TEXTS, decoded=decoded)))


def digest(tokenizer, texts, pairs=None):
    """Of all rows, one line a text."""
    sha = hashlib.sha256()
    tokens = 0
    for i in range(0, len(texts), 500):
        part = texts[i:i + 500]
        made = tokenizer(part, pairs[i:i + 500], truncation="only_second", max_length=256) if pairs else tokenizer(part)
        for j, encoding in enumerate(made.encodings):
            sources = (part[j], pairs[i + j]) if pairs else (part[j],)
            tokens += len(encoding.ids)
            sha.update((str(rows(encoding, *sources)).replace(" ", "") + "\n").encode())
    return dict(texts=len(texts), tokens=tokens, sha256=sha.hexdigest())


cases("small-bert", small_bert(out / "small-bert"), 20)
cases("small-roberta", small_roberta(out / "small-roberta"), 24)

english = tokenizers.Tokenizer.from_file(str(data / "bert-tokenizers" / "bert-base-uncased-tokenizer.json"))
english.no_truncation()
english.no_padding()
english = transformers.PreTrainedTokenizerFast(tokenizer_object=english, pad_token="[PAD]")
chinese = transformers.PreTrainedTokenizerFast(
    tokenizer_file=str(data / "bert-tokenizers" / "bge-small-zh-v1.5-tokenizer.json"), pad_token="[PAD]")


def xquad(language):
    paragraphs = [p for a in json.loads((data / "xquad" / f"xquad.{language}.json").read_text())["data"] for p in a["paragraphs"]]
    return ([q["question"] for p in paragraphs for q in p["qas"]], [p["context"] for p in paragraphs for _ in p["qas"]])


reviews = [line for name in ["pos", "neg"]
           for line in (data / "rt-polarity" / f"rt-polarity.{name}").read_text().split("\n") if line]
(out / "digests.json").write_text(json.dumps({
    "rt-polarity": digest(english, reviews),
    "xquad.en": digest(english, *xquad("en")),
    "xquad.zh": digest(chinese, *xquad("zh")),
}, indent=1))
