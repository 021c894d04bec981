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
      toWireType: function (destructors, given) {
        const text = String(given ?? '');
        // Most text is as long in UTF-8 as in JavaScript: it is written in place. The rest of other text moves it.
        let size = text.length;
        let pointer = _malloc(5 + size);
        const { read, written } = textEncoder.encodeInto(
          text,
          HEAPU8.subarray(pointer + 4, pointer + 4 + size),
        );
        if (read < size) {
          const rest = textEncoder.encode(text.slice(read));
          const start = pointer;
          size = written + rest.length;
          pointer = _malloc(5 + size);
          HEAPU8.copyWithin(pointer + 4, start + 4, start + 4 + written);
          HEAPU8.set(rest, pointer + 4 + written);
          _free(start);
        }
        HEAPU32[pointer >> 2] = size;
        if (destructors !== null) destructors.push(_free, pointer);
        return pointer;
      },
      argPackAdvance: 8,
      readValueFromPointer: simpleReadValueFromPointer,
      destructorFunction: (pointer) => _free(pointer),
    });
  },
});
