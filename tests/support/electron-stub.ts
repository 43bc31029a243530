/** Stands in for `electron` where there is none: nothing of it is there, so code under test gets what it needs handed in. */
export default {};
