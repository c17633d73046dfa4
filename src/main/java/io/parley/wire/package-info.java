/** The building blocks of wire formats. They know no dialect and no actor. */
package io.parley.wire;
