/** Raw text in English, with {@code /w} for a word to one person alone. */
package io.parley.dialect.whisper;
