"""Writes what PyTorch makes of a small network whose layers learn at rates of their own, warmed up, without decay of biases.

    python layerwise_rates.py

The numbers go to ../resources/keras/layerwise.json. PyTorch 2.7 and transformers 5.
"""

import json
import pathlib

import torch
import transformers

torch.manual_seed(7)
low, high = torch.nn.Linear(2, 3), torch.nn.Linear(3, 1)
x, y = torch.randn(8, 2), torch.randn(8, 1)


def keras(layer):
    return [layer.weight.detach().T.tolist(), layer.bias.detach().tolist()]


start = keras(low) + keras(high)
groups = [
    dict(params=[low.weight], lr=0.05 * 0.25, weight_decay=0.1),
    dict(params=[low.bias], lr=0.05 * 0.25, weight_decay=0.0),
    dict(params=[high.weight], lr=0.05, weight_decay=0.1),
    dict(params=[high.bias], lr=0.05, weight_decay=0.0),
]
# Keras adds epsilon elsewhere; so small a one makes no difference.
optimizer = torch.optim.AdamW(groups, eps=1e-12)
schedule = transformers.get_linear_schedule_with_warmup(optimizer, 3, 10)
weights = []
for _ in range(10):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(high(torch.tanh(low(x))), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 0.5)
    optimizer.step()
    schedule.step()
    weights.append(keras(low) + keras(high))
out = pathlib.Path(__file__).parent.parent / "resources" / "keras" / "layerwise.json"
out.write_text(json.dumps(dict(x=x.tolist(), y=y.tolist(), start=start, weights=weights)))
