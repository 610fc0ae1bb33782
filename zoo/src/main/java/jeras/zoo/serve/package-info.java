/** A saved model as a small HTTP service, on the JDK's own server. */
package jeras.zoo.serve;
