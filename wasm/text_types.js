// How text crosses the boundary: Embind's own way goes through it a byte at a time, in JavaScript; the engine's encoders do
// it in one go, and are less to download. What is no text becomes one, which the core then refuses with a typed error.
mergeInto(LibraryManager.library, {
  $textEncoder: 'new TextEncoder()',
  $textDecoder: 'new TextDecoder()',
  _embind_register_std_string__deps: [
    '$readLatin1String',
    '$registerType',
    '$simpleReadValueFromPointer',
    '$textEncoder',
    '$textDecoder',
  ],
  _embind_register_std_string: function (rawType, name) {
    registerType(rawType, {
      name: readLatin1String(name),
      fromWireType: function (pointer) {
        const start = pointer + 4;
        const text = textDecoder.decode(HEAPU8.subarray(start, start + HEAPU32[pointer >> 2]));
        _free(pointer);
        return text;
      },
      toWireType: function (destructors, text) {
        const bytes = textEncoder.encode(text);
        const pointer = _malloc(4 + bytes.length + 1);
        HEAPU32[pointer >> 2] = bytes.length;
        HEAPU8.set(bytes, pointer + 4);
        if (destructors !== null) destructors.push(_free, pointer);
        return pointer;
      },
      argPackAdvance: 8,
      readValueFromPointer: simpleReadValueFromPointer,
      destructorFunction: (pointer) => _free(pointer),
    });
  },
});
