"""Writes custom_steps.json: what Keras on TensorFlow makes of steps of one's own.

A GAN with two optimizers, one of which updates twice a step, and a critic with a penalty on its gradient.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

random = np.random.default_rng(7)


def values(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "type": "float32", "values": [float(np.float32(v)) for v in array.ravel()]}


def weights(model):
    return [values(w) for w in model.get_weights()]


def numbers(*shape):
    return random.normal(size=shape).astype("float32")


def dense_stack(inputs, *units):
    layers = [keras.layers.Dense(u, activation="tanh") for u in units[:-1]] + [keras.layers.Dense(units[-1])]
    model = keras.Sequential([keras.Input((inputs,))] + layers)
    model.set_weights([0.5 * numbers(*w.shape) for w in model.weights])
    return model


class Gan(keras.Model):
    def __init__(self, generator, discriminator):
        super().__init__()
        self.generator = generator
        self.discriminator = discriminator
        self.g_optimizer = keras.optimizers.Adam(0.02)
        self.d_optimizer = keras.optimizers.SGD(0.1, momentum=0.9)
        self.d_loss = keras.metrics.Mean(name="d_loss")
        self.g_loss = keras.metrics.Mean(name="g_loss")

    @property
    def metrics(self):
        return [self.d_loss, self.g_loss]

    def train_step(self, data):
        noise, real = data[0]
        for _ in range(2):
            with tf.GradientTape() as tape:
                fake_score = self.discriminator(self.generator(noise))
                real_score = self.discriminator(real)
                d_loss = keras.ops.mean(keras.ops.softplus(fake_score)) + keras.ops.mean(
                    keras.ops.softplus(-real_score)
                )
            variables = self.discriminator.trainable_weights
            self.d_optimizer.apply(tape.gradient(d_loss, variables), variables)
            self.d_loss.update_state(d_loss)
        with tf.GradientTape() as tape:
            g_loss = keras.ops.mean(keras.ops.softplus(-self.discriminator(self.generator(noise))))
        variables = self.generator.trainable_weights
        self.g_optimizer.apply(tape.gradient(g_loss, variables), variables)
        self.g_loss.update_state(g_loss)
        return {m.name: m.result() for m in self.metrics}


class Critic(keras.Model):
    """A critic whose gradient at its input is held at length 1, as in WGAN-GP."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def call(self, x):
        return self.net(x)

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            with tf.GradientTape() as inner:
                inner.watch(x)
                total = keras.ops.sum(self.net(x))
            slope = inner.gradient(total, x)
            length = keras.ops.sqrt(keras.ops.sum(keras.ops.square(slope), axis=1))
            penalty = keras.ops.mean(keras.ops.square(length - 1.0))
            loss = keras.ops.mean(self.net(x) * y) + 10.0 * penalty
        variables = self.trainable_weights
        self.optimizer.apply(tape.gradient(loss, variables), variables)
        return {"loss": loss, "penalty": penalty}


noise, real = numbers(12, 3), numbers(12, 2)
gan = Gan(dense_stack(3, 5, 2), dense_stack(2, 4, 1))
case = {"noise": values(noise), "real": values(real)}
case["generator"], case["discriminator"] = weights(gan.generator), weights(gan.discriminator)
gan.compile()
history = gan.fit(tf.data.Dataset.from_tensor_slices(((noise, real),)).batch(4), epochs=3, verbose=0).history
case["d_loss"], case["g_loss"] = history["d_loss"], history["g_loss"]
case["generator_after"], case["discriminator_after"] = weights(gan.generator), weights(gan.discriminator)

x, y = numbers(8, 3), numbers(8, 1)
critic = Critic(dense_stack(3, 6, 1))
second = {"x": values(x), "y": values(y), "start": weights(critic.net)}
critic.compile("adam")
history = critic.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(8), epochs=3, verbose=0).history
second["loss"], second["penalty"], second["after"] = history["loss"], history["penalty"], weights(critic.net)

with open(sys.argv[1], "w") as f:
    json.dump([{"name": "gan", **case}, {"name": "critic", **second}], f)
