"""Times the fine-tuning of a small BERT in transformers and PyTorch, and prints the measurement as one line of JSON.

    python transformers_bench.py minilm [--epochs 4]
    python transformers_bench.py --available                 prints "transformers" if this Python has them

The model is that of FineTuning.java: of MiniLM's size, with new weights. Attention is what transformers takes by itself
(scaled_dot_product_attention), the update is PyTorch's fused AdamW.
"""
import argparse
import importlib.util
import json
import resource
import statistics
import sys
import time

BATCH, TOKENS, STEPS = 16, 128, 10


def data(torch, samples):
    """Texts of 64 to 128 tokens, padded."""
    torch.manual_seed(0)
    mask = (torch.arange(TOKENS)[None] < torch.randint(TOKENS // 2, TOKENS + 1, (samples, 1))).long()
    return dict(
        input_ids=torch.randint(1, 30522, (samples, TOKENS)) * mask,
        attention_mask=mask,
        token_type_ids=torch.zeros(samples, TOKENS, dtype=torch.long),
        labels=torch.randint(0, 2, (samples,)),
    )


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(epochs):
    import torch
    import transformers

    model = transformers.BertForSequenceClassification(
        transformers.BertConfig(
            hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536, num_labels=2
        )
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.01, fused=True)
    texts = data(torch, BATCH * STEPS)

    def epoch():
        model.train()
        for batch in torch.randperm(BATCH * STEPS).split(BATCH):
            model(**{name: values[batch] for name, values in texts.items()}).loss.backward()
            optimizer.step()
            optimizer.zero_grad()

    def predict(samples):
        model.eval()
        with torch.no_grad():
            model(**{name: values[:samples] for name, values in texts.items() if name != "labels"}).logits.numpy()

    def predict_ms(samples, calls):
        predict(samples)
        return statistics.median(seconds(lambda: predict(samples)) for _ in range(calls)) * 1e3

    processor = time.process_time()
    fits = [seconds(epoch) for _ in range(epochs)]
    processor = time.process_time() - processor
    warm = [s / STEPS * 1e3 for s in fits[1:]]
    result = {
        "workload": "minilm",
        "engine": "transformers",
        "steps": STEPS,
        "batch": BATCH,
        "step_ms_median": round(statistics.median(warm), 4),
        "step_ms_best": round(min(warm), 4),
        "first_epoch_s": round(fits[0], 3),
        "predict_batch_ms": round(predict_ms(BATCH, 10), 4),
        "predict_one_ms": round(predict_ms(1, 20), 4),
    }
    print(f"processor time of a step: {processor / epochs / STEPS * 1e3:.1f} ms", file=sys.stderr)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    result["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload", nargs="?", choices=["minilm"])
    parser.add_argument("--epochs", type=int, default=4, help="the first is left out of the step's time")
    parser.add_argument("--available", action="store_true", help="only say whether this Python has what it needs")
    arguments = parser.parse_args()
    if arguments.available:
        if all(importlib.util.find_spec(module) for module in ("torch", "transformers")):
            print("transformers")
        return
    if arguments.workload is None:
        parser.error("a workload is needed")
    print(json.dumps(measure(arguments.epochs)))


if __name__ == "__main__":
    main()
