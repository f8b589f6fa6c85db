/* What FoldedMarkup.java has folded: texts, nodes made of texts and nodes, and a node per cell. */
const unfolding = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  let folded = null;
  /* As NodeColumns.java has written them: by what each differs from the last of its kind. */
  const NEW = 0;
  const FOLLOWING = 1;
  const nodesOf = (kinds, order) => {
    const nodes = [];
    const alone = [];
    const states = kinds.map((kind) => ({
      last: kind.columns.map(() => 0),
      row: 0,
      child: 0,
    }));
    for (const number of order) {
      const kind = kinds[number];
      const state = states[number];
      const node = [kind.name, kind.columns.length / 2];
      for (let i = 0; i < kind.columns.length; i++) {
        state.last[i] += kind.columns[i][state.row];
        node.push(state.last[i]);
      }
      const end = state.child + kind.counts[state.row];
      const children = kind.children.slice(state.child, end);
      const added = alone.splice(alone.length - children.filter((value) => value === NEW).length);
      let next = 0;
      let child = -1;
      for (const value of children) {
        if (value === NEW) {
          child = added[next++];
        } else if (value === FOLLOWING) {
          child++;
        } else {
          child = value % 2 ? ~((value - 3) / 2) : value / 2 - 1;
        }
        node.push(child);
      }
      state.child = end;
      state.row++;
      alone.push(nodes.length);
      nodes.push(node);
    }
    return nodes;
  };
  const read = async () => {
    const letters = atob(document.getElementById('folded').textContent.trim());
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    const data = JSON.parse(await new Response(text).text());
    data.nodes = nodesOf(data.kinds, data.order);
    return data;
  };
  const build = (data, number, inDrawing) => {
    const node = data.nodes[number];
    const name = data.texts[node[0]];
    const drawing = inDrawing || name === 'svg';
    const element = drawing ? document.createElementNS(SVG, name) : document.createElement(name);
    const begin = 2 + 2 * node[1];
    for (let i = 2; i < begin; i += 2) {
      const value = node[i + 1];
      element.setAttribute(
        data.texts[node[i]],
        value % 2 ? data.texts[(value - 1) / 2] : String(value / 2),
      );
    }
    for (let i = begin; i < node.length; i++) {
      element.append(node[i] < 0 ? data.texts[~node[i]] : build(data, node[i], drawing));
    }
    return element;
  };
  /* Steps are folded without their numbers, which are all different. */
  const count = (element) => {
    element.querySelectorAll('svg[data-first]').forEach((svg) => {
      let number = Number(svg.dataset.first);
      svg.querySelectorAll('.step > title').forEach((title) => {
        title.textContent = 'step ' + number + ', ' + title.textContent;
        number++;
      });
    });
    return element;
  };
  /* The evidence of a cell as an element; nothing if there is no such cell. */
  return async (row, column) => {
    folded = folded || read();
    const data = await folded;
    const number = (data.rows[row] || [])[column];
    return number === undefined || number < 0 ? null : count(build(data, number, false));
  };
})();
