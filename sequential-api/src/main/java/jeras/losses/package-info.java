/** What training minimizes, as in {@code keras.losses}. */
package jeras.losses;
