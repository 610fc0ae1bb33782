/** Recipe: texts to classes, such as sentiments, with the preparation of the texts inside the model. */
package jeras.zoo.text;
