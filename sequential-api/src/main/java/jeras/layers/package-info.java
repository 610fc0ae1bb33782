/** Every layer, one file each; {@link jeras.layers.Layers} is the catalogue. */
package jeras.layers;
