'use strict';
/* The names of the lanes stay in sight while a timeline is scrolled. */
const keepNames = (root) => {
  root.querySelectorAll('.timeline .scroll').forEach((scroll) => {
    const names = scroll.querySelector('.names');
    scroll.addEventListener('scroll', () => {
      names.setAttribute('transform', 'translate(' + scroll.scrollLeft + ' 0)');
    });
  });
};
keepNames(document);
