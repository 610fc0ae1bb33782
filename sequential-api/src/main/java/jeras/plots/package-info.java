/**
 * Pictures of what a training did: curves, a confusion matrix, a grid of images. A picture is a {@link jeras.plots.Plot}, which
 * notebooks show and which saves itself as PNG or SVG.
 */
package jeras.plots;
