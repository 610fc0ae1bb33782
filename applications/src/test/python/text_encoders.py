"""Small encoders of BERT's family with random weights, and what transformers makes of them.

    pip install torch transformers safetensors
    python text_encoders.py ../resources/jeras/applications/text

Each folder is a model as transformers saves it; expected.safetensors beside it holds inputs, targets, outputs, the loss and the
gradient of every weight, by the names that the weights have in the model's file.
"""

import shutil
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import load_file, save_file

OUT = Path(sys.argv[1])
BATCH, LENGTH, WORDS, LABELS = 3, 7, 30, 3

SIZES = dict(
    vocab_size=WORDS,
    hidden_size=8,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=12,
    max_position_embeddings=16,
)


def config(kind, **more):
    sizes = dict(SIZES, **more)
    if kind == "distilbert":
        names = dict(
            hidden_size="dim", num_hidden_layers="n_layers", num_attention_heads="n_heads", intermediate_size="hidden_dim"
        )
        return transformers.DistilBertConfig(**{names.get(k, k): v for k, v in sizes.items()})
    if kind == "bert":
        return transformers.BertConfig(type_vocab_size=2, **sizes)
    sizes = dict(sizes, type_vocab_size=1, pad_token_id=1, bos_token_id=0, eos_token_id=2, layer_norm_eps=1e-5)
    return (transformers.XLMRobertaConfig if kind == "xlm-roberta" else transformers.RobertaConfig)(**sizes)


def classes(kind):
    return {"bert": "Bert", "distilbert": "DistilBert", "roberta": "Roberta", "xlm-roberta": "XLMRoberta"}[kind]


def make(kind, task, **more):
    torch.manual_seed(sum(map(ord, kind + task)))
    model = getattr(transformers, classes(kind) + task)(config(kind, **more))
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.5 + (1.0 if weight.ndim == 1 else 0.0) * 0.1)
    # transformers gives the padding's rows no gradient, Keras has no such rule. Where padding plays no part in the loss both
    # are equal; here it does.
    for module in model.modules():
        if isinstance(module, torch.nn.Embedding):
            module.padding_idx = None
    return model.eval()


def inputs(kind):
    torch.manual_seed(7)
    pad = 1 if "roberta" in kind else 0
    ids = torch.randint(3, WORDS, (BATCH, LENGTH))
    mask = torch.ones(BATCH, LENGTH, dtype=torch.long)
    for row, length in enumerate([LENGTH, 4, 5]):
        ids[row, length:] = pad
        mask[row, length:] = 0
    given = dict(input_ids=ids, attention_mask=mask)
    if kind == "bert":
        given["token_type_ids"] = torch.cat([torch.zeros(BATCH, 3), torch.ones(BATCH, LENGTH - 3)], 1).long() * mask
    return given


def expected(model, kind, targets, outputs):
    """One step: targets are what the model's own loss takes; outputs names those to keep."""
    given = inputs(kind)
    model.zero_grad()
    made = model(**given, **targets, output_hidden_states=True)
    made.loss.backward()
    kept = {name: getattr(made, name) for name in outputs}
    kept.update({f"hidden_{i}": h for i, h in enumerate(made.hidden_states)})
    return finish(model, given, targets, made.loss, kept)


def finish(model, given, targets, loss, kept):
    kept = {name: value.detach() for name, value in kept.items()}
    kept.update({name: value.int() for name, value in given.items()})
    kept.update({name: value.int() if value.dtype == torch.long else value for name, value in targets.items()})
    kept["loss"] = loss.detach()
    for name, weight in model.named_parameters():
        if weight.grad is not None:
            kept["grad." + name] = weight.grad
    return kept


def save(name, model, kept, **options):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder, **options)
    (folder / "generation_config.json").unlink(missing_ok=True)
    save_file({k: v.contiguous().clone() for k, v in kept.items()}, folder / "expected.safetensors")


def backbone(kind):
    model = make(kind, "Model")
    given = inputs(kind)
    made = model(**given, output_hidden_states=True)
    kept = {"last_hidden_state": made.last_hidden_state}
    targets = {"target": torch.randn_like(made.last_hidden_state)}
    loss = torch.nn.functional.mse_loss(made.last_hidden_state, targets["target"])
    if getattr(made, "pooler_output", None) is not None:
        kept["pooler_output"] = made.pooler_output
        targets["pooled_target"] = torch.randn_like(made.pooler_output)
        loss = loss + torch.nn.functional.mse_loss(made.pooler_output, targets["pooled_target"])
    kept.update({f"hidden_{i}": h for i, h in enumerate(made.hidden_states)})
    loss.backward()
    save(kind + "-backbone", model, finish(model, given, targets, loss, kept))


def ignoring(kind, targets):
    """Padding and one token more do not count."""
    targets = torch.where(inputs(kind)["attention_mask"] == 1, targets, -100)
    targets[0, 2] = -100
    return targets


def tasks(kind):
    torch.manual_seed(11)
    classifier = make(kind, "ForSequenceClassification", num_labels=LABELS)
    save(kind + "-classifier", classifier, expected(classifier, kind, dict(labels=torch.tensor([2, 0, 1])), ["logits"]))
    tagger = make(kind, "ForTokenClassification", id2label={0: "O", 1: "B-PER", 2: "I-PER"})
    tags = ignoring(kind, torch.randint(0, LABELS, (BATCH, LENGTH)))
    save(kind + "-tagger", tagger, expected(tagger, kind, dict(labels=tags), ["logits"]))
    answers = make(kind, "ForQuestionAnswering")
    places = dict(start_positions=torch.tensor([1, 2, 0]), end_positions=torch.tensor([5, 3, 4]))
    save(kind + "-answers", answers, expected(answers, kind, places, ["start_logits", "end_logits"]))
    words = make(kind, "ForMaskedLM")
    guesses = ignoring(kind, torch.randint(0, WORDS, (BATCH, LENGTH)))
    save(kind + "-words", words, expected(words, kind, dict(labels=guesses), ["logits"]))


def other_problems():
    several = make("bert", "ForSequenceClassification", num_labels=LABELS, problem_type="multi_label_classification")
    labels = torch.tensor([[1.0, 0, 1], [0, 0, 0], [0, 1, 0]])
    save("bert-several-labels", several, expected(several, "bert", dict(labels=labels), ["logits"]))
    number = make("distilbert", "ForSequenceClassification", num_labels=1)
    save("distilbert-number", number, expected(number, "distilbert", dict(labels=torch.tensor([0.5, -1, 2])), ["logits"]))


def other_files():
    """The same weights in other precisions, in several files, and by the names that they once had."""
    for kind, dtype in [("bert", torch.bfloat16), ("roberta", torch.float16)]:
        model = make(kind, "Model", hidden_act="gelu_new").to(dtype)
        exact = model.float()
        kept = {"last_hidden_state": exact(**inputs(kind)).last_hidden_state.detach()}
        kept.update({name: value.int() for name, value in inputs(kind).items()})
        save(f"{kind}-{str(dtype)[6:]}", exact.to(dtype), kept)
    model = make("distilbert", "Model")
    kept = {"last_hidden_state": model(**inputs("distilbert")).last_hidden_state.detach()}
    kept.update({name: value.int() for name, value in inputs("distilbert").items()})
    save("distilbert-parts", model, kept, max_shard_size="3KB")
    model = make("bert", "Model")
    kept = {"last_hidden_state": model(**inputs("bert")).last_hidden_state.detach()}
    kept.update({name: value.int() for name, value in inputs("bert").items()})
    save("bert-old-names", model, kept)
    file = OUT / "bert-old-names" / "model.safetensors"
    old = {
        "bert." + name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): value
        for name, value in load_file(file).items()
    }
    old["bert.embeddings.position_ids"] = torch.arange(16)[None]
    save_file(old, file, metadata={"format": "pt"})


for architecture in ["bert", "distilbert", "roberta", "xlm-roberta"]:
    backbone(architecture)
for architecture in ["bert", "distilbert", "roberta"]:
    tasks(architecture)
other_problems()
other_files()
