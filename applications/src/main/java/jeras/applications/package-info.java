/** The image architectures of {@code keras.applications}, layer by layer as Keras has them, with pretrained weights on request. */
package jeras.applications;
