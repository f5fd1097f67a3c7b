/** The most cards whose whole answers one page shows: such pages grow with the book, and beyond this no browser or printer likes them. */
export const wholeTextLimit = 300;
