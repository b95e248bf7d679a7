// Marks the passage that the fragment #char=START,END names (RFC 5147; code points, not UTF-16 units).
"use strict";
(() => {
  const show = () => {
    const found = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
    const box = document.getElementById("text");
    if (!found || !box) return;
    const characters = Array.from(box.textContent);
    const [begin, end] = [Number(found[1]), Number(found[2])];
    if (begin >= end || end > characters.length) return;
    const mark = document.createElement("mark");
    mark.id = "passage";
    mark.textContent = characters.slice(begin, end).join("");
    box.replaceChildren(characters.slice(0, begin).join(""), mark, characters.slice(end).join(""));
    mark.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  show();
})();
