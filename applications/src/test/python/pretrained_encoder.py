"""A published BERT with a new classifier on it, and what transformers makes of it, for PretrainedModelTest.

    pip install torch transformers safetensors
    python pretrained_encoder.py FOLDER_OF_THE_MODEL FOLDER_TO_WRITE
"""

import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file

TEXTS = [
    ("A wonderful film.", "I would see it again, twice."),
    ("Dull and far too long", "..."),
    ("The quick brown fox jumps over the lazy dog, and the dog does not mind at all.", "Why should it?"),
]

torch.manual_seed(0)
model = transformers.AutoModelForSequenceClassification.from_pretrained(sys.argv[1], num_labels=2).eval()
tokenizer = transformers.AutoTokenizer.from_pretrained(sys.argv[1])
given = tokenizer([a for a, _ in TEXTS], [b for _, b in TEXTS], padding=True, return_tensors="pt")
targets = torch.tensor([1, 0, 1])
made = model(**given, labels=targets, output_hidden_states=True)
made.loss.backward()
kept = {name: value.int() for name, value in given.items()}
kept.update(labels=targets.int(), logits=made.logits, loss=made.loss)
kept.update({f"hidden_{i}": h for i, h in enumerate(made.hidden_states)})
kept.update({"grad." + name: weight.grad for name, weight in model.named_parameters()})
out = Path(sys.argv[2])
model.save_pretrained(out)
tokenizer.save_pretrained(out)
save_file({name: value.detach().contiguous().clone() for name, value in kept.items()}, out / "expected.safetensors")
