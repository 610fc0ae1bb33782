/** Folders for DJL and DJL Serving, made of those that recipes have written. */
package jeras.zoo.export;
