/**
 * What notebooks show for Jeras's values: tables and pictures in the place of text. In the kernels JJava and Rapaio it is enough
 * that this module is on the class path; in IJava {@link jeras.jupyter.IJavaDisplays#install} is called once.
 */
package jeras.jupyter;
