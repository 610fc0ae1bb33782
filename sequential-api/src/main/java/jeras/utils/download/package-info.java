/**
 * How files come from the network onto this machine: what is expected of them, the cache that keeps them, the transfer
 * with its guards, and the unpacking of archives. {@link jeras.utils.Utils#getFile(String, String)} is the door for
 * everyday use; data sets and pretrained models use {@link jeras.utils.download.FileCache}.
 */
package jeras.utils.download;
