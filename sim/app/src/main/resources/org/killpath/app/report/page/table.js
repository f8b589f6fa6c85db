(() => {
  const body = document.querySelector('.grid tbody');
  const panel = document.getElementById('evidence');
  const place = document.getElementById('unfolded');
  const page = 10;
  let current = body.querySelector('td');
  if (!current) {
    return;
  }
  current.tabIndex = 0;
  const rowOf = (cell) => cell.parentElement.sectionRowIndex;
  const within = (value, most) => Math.max(0, Math.min(most, value));
  const cellAt = (row, column) => {
    const cells = body.rows[within(row, body.rows.length - 1)].cells;
    return cells[1 + within(column - 1, cells.length - 2)];
  };
  /* One cell of the table can be reached by Tab: the one that was last in use. */
  const goTo = (cell) => {
    current.removeAttribute('tabindex');
    current = cell;
    current.tabIndex = 0;
    current.focus();
  };
  /* Where there is but one cell, there is nothing to choose. */
  const only = body.querySelectorAll('td').length === 1 ? current : null;
  const address = (cell) => '#cell-' + rowOf(cell) + '-' + (cell.cellIndex - 1);
  const addressed = () => {
    const parts = /^#cell-(\d+)-(\d+)$/.exec(location.hash);
    const row = parts && body.rows[Number(parts[1])];
    return (row && row.cells[Number(parts[2]) + 1]) || (location.hash ? null : only);
  };
  const mark = (cell) => {
    body.querySelectorAll('td[aria-selected]').forEach((old) => old.removeAttribute('aria-selected'));
    if (cell) {
      cell.setAttribute('aria-selected', 'true');
    }
  };
  const show = async () => {
    const cell = addressed();
    const made = cell && (await unfolding(rowOf(cell), cell.cellIndex - 1));
    if (cell !== addressed()) {
      return;
    }
    mark(made ? cell : null);
    panel.hidden = !made;
    place.replaceChildren(...(made ? [made] : []));
    if (made) {
      current.removeAttribute('tabindex');
      current = cell;
      current.tabIndex = 0;
      keepNames(place);
      if (location.hash) {
        made.querySelector('h3').focus({ preventScroll: true });
        panel.scrollIntoView();
      }
    }
  };
  const open = (cell) => {
    if (location.hash === address(cell)) {
      show();
    } else {
      location.hash = address(cell);
    }
  };
  const moves = {
    ArrowLeft: (row, column) => cellAt(row, column - 1),
    ArrowRight: (row, column) => cellAt(row, column + 1),
    ArrowUp: (row, column) => cellAt(row - 1, column),
    ArrowDown: (row, column) => cellAt(row + 1, column),
    PageUp: (row, column) => cellAt(row - page, column),
    PageDown: (row, column) => cellAt(row + page, column),
    Home: (row, column, all) => cellAt(all ? 0 : row, 1),
    End: (row, column, all) => cellAt(all ? Infinity : row, Infinity),
  };
  body.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
    if (!cell || event.altKey || event.metaKey) {
      return;
    }
    const move = moves[event.key];
    if (move) {
      goTo(move(rowOf(cell), cell.cellIndex, event.ctrlKey));
      event.preventDefault();
    } else if (event.key === 'Enter' || event.key === ' ') {
      open(cell);
      event.preventDefault();
    }
  });
  body.addEventListener('click', (event) => {
    const cell = event.target.closest('td');
    if (cell) {
      goTo(cell);
      open(cell);
    }
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      goTo(current);
    }
  });
  document.getElementById('back').addEventListener('click', () => goTo(current));
  window.addEventListener('hashchange', show);
  show();
})();
