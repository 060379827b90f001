using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Mash.Hub.Grpc;

/// <summary>
/// The protos that this process serves, indexed for reflection. Built once from the generated descriptors of the files that declare services;
/// their imports are found from there.
/// </summary>
internal sealed class PublishedSchema
{
    private readonly FrozenDictionary<string, FileDescriptor> filesByName;
    private readonly FrozenDictionary<string, FileDescriptor> filesBySymbol;
    private readonly FrozenDictionary<(string ExtendedType, int Number), FileDescriptor> filesByExtension;

    /// <param name="serviceFiles">The files whose services this process serves.</param>
    public PublishedSchema(IEnumerable<FileDescriptor> serviceFiles)
    {
        FileDescriptor[] roots = [.. serviceFiles.Distinct()];
        ServiceNames = roots.SelectMany(file => file.Services).Select(service => service.FullName).ToFrozenSet(StringComparer.Ordinal);
        FileDescriptor[] files = [.. roots.SelectMany(WithImports).DistinctBy(file => file.Name)];
        filesByName = files.ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
        filesBySymbol = files.SelectMany(file => Symbols(file).Select(symbol => (symbol, file)))
            .ToFrozenDictionary(pair => pair.symbol, pair => pair.file, StringComparer.Ordinal);
        filesByExtension = files.SelectMany(file => Extensions(file).Select(field => (field, file)))
            .ToFrozenDictionary(pair => (pair.field.ExtendeeType.FullName, pair.field.FieldNumber), pair => pair.file);
    }

    /// <summary>Full names of the services, for instance <c>mash.v1.ContactService</c>.</summary>
    public FrozenSet<string> ServiceNames { get; }

    /// <summary>The file of this name (as in an import) with everything that it imports, each as a serialised FileDescriptorProto; null if there is none.</summary>
    public IReadOnlyList<ByteString>? FileByName(string name) => Serialized(filesByName.GetValueOrDefault(name));

    /// <summary>The same for the file that declares a message, field, oneof, enum, enum value, service, method or extension of this full name.</summary>
    public IReadOnlyList<ByteString>? FileBySymbol(string fullName) => Serialized(filesBySymbol.GetValueOrDefault(fullName));

    /// <summary>The same for the file that declares this extension.</summary>
    public IReadOnlyList<ByteString>? FileByExtension(string extendedType, int number) =>
        Serialized(filesByExtension.GetValueOrDefault((extendedType, number)));

    /// <summary>The field numbers of all extensions of a message, ascending; null if there is no such message.</summary>
    public IReadOnlyList<int>? ExtensionNumbers(string extendedType) =>
        filesBySymbol.ContainsKey(extendedType) || filesByExtension.Keys.Any(key => key.ExtendedType == extendedType)
            ? [.. filesByExtension.Keys.Where(key => key.ExtendedType == extendedType).Select(key => key.Number).Order()]
            : null;

    private static ByteString[]? Serialized(FileDescriptor? file) =>
        file is null ? null : [.. WithImports(file).DistinctBy(import => import.Name).Select(import => import.SerializedData)];

    private static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) => file.Dependencies.SelectMany(WithImports).Prepend(file);

    private static IEnumerable<string> Symbols(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(Symbols),
        .. file.EnumTypes.SelectMany(Symbols),
        .. file.Services.SelectMany(service => service.Methods.Select(method => method.FullName).Prepend(service.FullName)),
        .. Extensions(file).Select(field => field.FullName),
    ];

    private static IEnumerable<string> Symbols(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(field => field.FullName),
        .. message.Oneofs.Select(oneof => oneof.FullName),
        .. message.NestedTypes.SelectMany(Symbols),
        .. message.EnumTypes.SelectMany(Symbols),
    ];

    /// <summary>Enum values are siblings of their enum, as in C++, not its members.</summary>
    private static IEnumerable<string> Symbols(EnumDescriptor type)
    {
        var scope = type.ContainingType?.FullName ?? type.File.Package;
        return type.Values.Select(value => $"{scope}.{value.Name}").Prepend(type.FullName);
    }

    private static IEnumerable<FieldDescriptor> Extensions(FileDescriptor file) =>
        file.Extensions.UnorderedExtensions.Concat(file.MessageTypes.SelectMany(Extensions));

    private static IEnumerable<FieldDescriptor> Extensions(MessageDescriptor message) =>
        message.Extensions.UnorderedExtensions.Concat(message.NestedTypes.SelectMany(Extensions));
}
