/** A program that ends its thread before it can begin anything. */
throw new Error('no memory for another thread');
