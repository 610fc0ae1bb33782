/** What the tests of several modules share: a Python with Keras, and a web server that misbehaves. It knows nothing of Jeras. */
package jeras.testing;
