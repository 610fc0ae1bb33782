/** Text for pretrained language models: tokens, batches of them, and what becomes of a model's answers. */
package jeras.applications.text;
