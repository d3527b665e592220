/** Which words of a sentence must not break at a hyphen of theirs? Names of models have many: `GPT-6.2`. */

/** The sentence in pieces; every second one is a word with a hyphen. */
export const aroundHyphens = (text: string): readonly string[] => text.split(/(\S*-\S*)/)
