/** The layer graph of a functional model: its nodes in order, its text and its pictures. Knows no training. */
package jeras.graph;
