/* What FoldedMarkup.java has folded: texts, nodes made of texts and nodes, and a node per cell. */
const unfolding = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  let folded = null;
  const read = async () => {
    const letters = atob(document.getElementById('folded').textContent.trim());
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(text).text());
  };
  const build = (data, number, inDrawing) => {
    const node = data.nodes[number];
    const name = data.texts[node[0]];
    const drawing = inDrawing || name === 'svg';
    const element = drawing ? document.createElementNS(SVG, name) : document.createElement(name);
    const begin = 2 + 2 * node[1];
    for (let i = 2; i < begin; i += 2) {
      element.setAttribute(data.texts[node[i]], data.texts[node[i + 1]]);
    }
    for (let i = begin; i < node.length; i++) {
      element.append(node[i] < 0 ? data.texts[~node[i]] : build(data, node[i], drawing));
    }
    return element;
  };
  /* The evidence of a cell as an element; nothing if there is no such cell. */
  return async (row, column) => {
    folded = folded || read();
    const data = await folded;
    const number = (data.rows[row] || [])[column];
    return number === undefined || number < 0 ? null : build(data, number, false);
  };
})();
