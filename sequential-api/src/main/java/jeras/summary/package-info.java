/** What TensorBoard shows: its files of events, written without TensorFlow. */
package jeras.summary;
