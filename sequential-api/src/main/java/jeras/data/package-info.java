/** Data sets as streams of batches. */
package jeras.data;
