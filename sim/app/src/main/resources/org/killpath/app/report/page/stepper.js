(() => {
  const slider = document.getElementById('stepper');
  if (slider) {
    const svg = document.querySelector('.timeline svg[role]');
    const cursor = svg.querySelector('.cursor');
    const marks = Array.from(svg.querySelectorAll('.step'));
    const rows = Array.from(document.querySelectorAll('.steps tbody tr'));
    const output = document.getElementById('step');
    const middle = (mark) => Number(mark.getAttribute('x')) + 4;
    let current = null;
    const show = (index) => {
      const mark = marks[index];
      if (!mark) {
        return;
      }
      cursor.setAttribute('x1', middle(mark));
      cursor.setAttribute('x2', middle(mark));
      cursor.setAttribute('visibility', 'visible');
      output.textContent = mark.querySelector('title').textContent;
      if (current) {
        current.classList.remove('now');
      }
      current = rows[index];
      current.classList.add('now');
      slider.value = index;
      slider.setAttribute('aria-valuetext', output.textContent);
    };
    const follow = () => {
      const scroll = svg.parentElement;
      const x = middle(marks[slider.value]);
      const names = 170;
      if (x < scroll.scrollLeft + names || x > scroll.scrollLeft + scroll.clientWidth - 40) {
        scroll.scrollLeft = x - scroll.clientWidth / 2;
      }
    };
    slider.addEventListener('input', () => {
      show(Number(slider.value));
      follow();
    });
    svg.addEventListener('pointermove', (event) => {
      const x = event.clientX - svg.getBoundingClientRect().left;
      let best = 0;
      marks.forEach((mark, index) => {
        if (Math.abs(middle(mark) - x) < Math.abs(middle(marks[best]) - x)) {
          best = index;
        }
      });
      show(best);
    });
  }
})();
