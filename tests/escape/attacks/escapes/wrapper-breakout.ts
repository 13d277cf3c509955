declare const exports: any;

/** Text of a source that tries to end the function which every module is wrapped in. */
export const attack = () => ({ text: `caught: ${typeof exports}` });
// });process.exit();(function(){
/* })(); */
`})();(function (exports, require, module) {${"\n"}`;
//# sourceMappingURL=file:///etc/passwd
