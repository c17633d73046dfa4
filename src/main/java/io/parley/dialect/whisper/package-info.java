/** The dialect {@code whisper}: raw text in English, with {@code /w} for private messages. */
package io.parley.dialect.whisper;
