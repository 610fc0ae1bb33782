/** The parts of the recipe that fine-tunes a BERT: reading data, the tasks, and how they are judged and asked. */
package jeras.zoo.bert;
