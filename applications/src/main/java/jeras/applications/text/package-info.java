/** Text encoders of BERT's family, their files, and their tokenizers. */
package jeras.applications.text;
