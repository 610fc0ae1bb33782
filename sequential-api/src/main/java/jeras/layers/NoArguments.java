package jeras.layers;

/** The configuration of a layer without arguments of its own. */
record NoArguments() {}
