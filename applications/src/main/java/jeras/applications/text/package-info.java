/** Pretrained encoders of text: BERT and its family, from Hugging Face's files and back into them. */
package jeras.applications.text;
